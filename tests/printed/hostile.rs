//! Texts that would do something on a terminal if they were printed as they are, and whether anything printed does.

/// Whether a character could do something other than appear: written anew here, so that the program's own list is held
/// to it (Unicode 16: Cc, the bidirectional controls, separators, invisible and deprecated format characters, tags).
pub(crate) fn is_hostile(c: char) -> bool {
    let code = u32::from(c);
    let is_control = code < 0x20 || (0x7f..0xa0).contains(&code);
    is_control && c != '\n' && c != '\t'
        || [0x061c, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0xfeff].contains(&code)
        || (0x202a..=0x202e).contains(&code)
        || (0x2060..=0x206f).contains(&code)
        || (0xfff9..=0xfffb).contains(&code)
        || (0xe0000..=0xe007f).contains(&code)
}

/// Every hostile character that an argument can hold, with sequences that make something of them. None of them is a
/// style, so that whatever looks like one is the program's own.
pub(crate) fn hostile(name: &str) -> String {
    // A name of a file has 255 bytes at the most.
    if ["file", "folder", "missing"].contains(&name) {
        return format!("{name} \u{1b}]owned\u{7}\r\u{9b}2J\u{202e}\u{2028}\u{e0041}\u{7f}.txt");
    }
    // A tag is one word.
    if name.starts_with("tag") {
        return format!("{name}\u{202e}\u{200b}\u{2066}\u{feff}\u{e0041}");
    }
    let all = (1..=0xe007f).filter_map(char::from_u32).filter(|c| is_hostile(*c));
    // Tags are many, and alike.
    let all: String = all.filter(|c| u32::from(*c) < 0xe0000 || u32::from(*c) % 16 == 1).collect();
    format!("{name} \u{1b}]owned\u{7}\u{1b}[2J\u{9b}2J\u{202e}{all}\u{1b}_x\u{1b}\\ end of {name}")
}

/// The same without what an address may not hold.
pub(crate) fn hostile_address(name: &str) -> String {
    let kept = hostile(name).replace(|c: char| c.is_control() || c.is_whitespace(), "");
    format!("https://gazette.invalid/{kept}")
}

/// How a command is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    Text,
    Json,
    Colour,
    Terminal,
}

/// The first hostile characters in an output, with what stands around them; a style, the end of a line on a
/// terminal, and taking away the line of a long work are the program's.
pub(crate) fn raw(said: &str, form: Form) -> String {
    let mut text = said.to_owned();
    if form == Form::Terminal {
        text = text.replace("\r\n", "\n").replace("\r\u{1b}[K", "");
    }
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("\u{1b}[") {
        let after = &rest[at + 2..];
        let numbers = after.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
        plain.push_str(&rest[..at]);
        if after[numbers..].starts_with('m') && form != Form::Text && form != Form::Json {
            rest = &after[numbers + 1..];
        } else {
            plain.push_str("\u{1b}[");
            rest = after;
        }
    }
    plain.push_str(rest);
    let Some(at) = plain.find(is_hostile) else { return String::new() };
    let before: String = plain[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = plain[at..].chars().take(12).collect();
    format!("{}", format!("{before}⟪{after}⟫").escape_debug())
}
