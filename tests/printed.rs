//! Nothing that is printed does more than appear: a casebook whose every text is hostile, through every command there
//! is, as text, as JSON, in colour and on a terminal; and every option of every command with a hostile value.
//!
//! `CLAIMS_PRINTED=all` asks every command in every form; else each is asked in one, and every second option.

#[path = "printed/asked.rs"]
mod asked;
#[path = "printed/desk.rs"]
mod desk;
#[path = "printed/hostile.rs"]
mod hostile;

use std::{sync::Mutex, thread};

use asked::{ASKED, typed};
use desk::Desk;
use hostile::{Form, hostile, is_hostile, raw};

#[test]
fn nothing_that_is_printed_does_more_than_appear() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = Desk(folder.path());
    desk.fill();
    let commands = desk.commands();
    let asked: Vec<Vec<String>> = ASKED.lines().filter(|line| !line.is_empty()).map(typed).collect();
    for command in &commands {
        assert!(asked.iter().any(|line| line.starts_with(&command.path)), "nothing asks {:?}", command.path);
    }
    // As it is asked, in each form; then each option with a value that is hostile, and arguments that are.
    let mut runs: Vec<(Vec<String>, Form)> = Vec::new();
    let mut forms = vec![Form::Text, Form::Json, Form::Colour];
    forms.extend(desk.has_terminals().then_some(Form::Terminal));
    let in_all = std::env::var_os("CLAIMS_PRINTED").is_some();
    for (number, line) in asked.iter().enumerate() {
        // In each form in the long run; in the short one each line in another.
        let form = |form: &usize| in_all || form % forms.len() == number % forms.len();
        runs.extend((0..forms.len()).filter(form).map(|form| (line.clone(), forms[form])));
    }
    let mut typed = Vec::new();
    for command in &commands {
        for option in &command.options {
            let value = format!("--{option}={}", hostile("value"));
            typed.push([&command.path[..], &[value, "c1".to_owned()]].concat());
        }
        for arguments in [vec![hostile("one")], vec![format!("--{}", hostile("option"))], vec![hostile("more"); 4]] {
            typed.push([&command.path[..], &arguments].concat());
        }
    }
    runs.extend(typed.into_iter().step_by(if in_all { 1 } else { 2 }).map(|line| (line, Form::Text)));
    assert!(runs.len() > 300, "{}", runs.len());
    let (left, wrong) = (Mutex::new(runs.into_iter()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                loop {
                    let Some((line, form)) = left.lock().expect("no thread panicked").next() else { return };
                    let (said, code) = desk.run(&line, form);
                    let mut found = raw(&said, form);
                    if code == Some(2)
                        && matches!(form, Form::Text | Form::Colour)
                        && !line.iter().any(|word| word.contains(is_hostile))
                    {
                        found.push_str(&format!("it is asked wrongly: {said}"));
                    }
                    if !found.is_empty() {
                        let mut wrong = wrong.lock().expect("no thread panicked");
                        wrong.push(format!("{form:?} {line:?}\n    {found}"));
                    }
                }
            });
        }
    });
    let mut wrong = wrong.into_inner().expect("no thread panicked");
    wrong.sort();
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}
