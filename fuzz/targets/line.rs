#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| drop(claims_host::fuzzed::line(data)));
