//! How an option of a plugin is told to people: what it is for, what values it takes, and which one it has by default.

use claims_host::{OptionSpec, Sort};

use crate::render::safe;

/// The line of an option.
pub(super) fn line(name: &str, option: &OptionSpec) -> String {
    let (values, default) = (values(option), &option.default);
    let default = if option.sort == Sort::Text { format!("{default:?}") } else { default.clone() };
    format!("option {name}: {} ({}; default {})", safe(&option.help), safe(&values), safe(&default))
}

fn values(option: &OptionSpec) -> String {
    let word = match option.sort {
        Sort::Text => return "text".to_owned(),
        Sort::Flag => return "true, false".to_owned(),
        Sort::Choice => return option.choices.join(", "),
        Sort::Number => "number",
        Sort::Integer => "integer",
    };
    match (option.min, option.max) {
        (Some(min), Some(max)) => format!("{word} from {min} to {max}"),
        (Some(min), None) => format!("{word} from {min}"),
        (None, Some(max)) => format!("{word} up to {max}"),
        (None, None) => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_range_and_choices_are_told() {
        let told = |rest: &str| line("x", &toml::from_str(&format!("help = 'how'\n{rest}")).expect("an option"));
        assert_eq!(
            told("type = 'number'\ndefault = '0.5'\nmin = 0\nmax = 1"),
            "option x: how (number from 0 to 1; default 0.5)"
        );
        assert_eq!(told("type = 'integer'\ndefault = '3'\nmin = 1"), "option x: how (integer from 1; default 3)");
        assert_eq!(told("type = 'number'\ndefault = '0'\nmax = 0.5"), "option x: how (number up to 0.5; default 0)");
        assert_eq!(told("type = 'number'\ndefault = '0'"), "option x: how (number; default 0)");
        assert_eq!(told("type = 'flag'\ndefault = 'false'"), "option x: how (true, false; default false)");
        assert_eq!(told("type = 'text'\ndefault = ''"), "option x: how (text; default \"\")");
        let choice = "type = 'choice'\ndefault = 'fast'\nchoices = ['fast', 'slow']";
        assert_eq!(told(choice), "option x: how (fast, slow; default fast)");
    }
}
