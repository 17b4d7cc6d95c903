fn main() {
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    for s in claims_plugin_quotes::statements(&text) {
        println!(
            "{:.2} {} {:?} | {} | {:?}",
            s.confidence,
            if s.is_direct { "D" } else { "i" },
            s.speaker.as_deref().unwrap_or("-"),
            &text[s.at.clone()],
            s.wording.as_deref().unwrap_or("")
        );
    }
}
