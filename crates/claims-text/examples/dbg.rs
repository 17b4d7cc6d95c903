use std::io::Read;
fn main(){ let mut s=Vec::new(); flate2::read::GzDecoder::new(std::fs::File::open(std::env::args().nth(1).unwrap()).unwrap()).read_to_end(&mut s).unwrap(); println!("{}", claims_text::debug_page(&String::from_utf8_lossy(&s))); }
