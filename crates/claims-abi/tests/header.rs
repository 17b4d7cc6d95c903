//! Holds `include/claims.h` equal to this crate: layouts, constants, and that a strict C11 compiler takes it.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::{
    fmt::{Debug, Write as _},
    fs,
    mem::offset_of,
    path::{Path, PathBuf},
    process::Command,
};

use claims_abi::{
    Bytes, Differ, Exporter, Field, Finder, Host, HunkFlags, Importer, NO_ROW, Plugin, Relation, Rows, Scorer, Status,
    Str, StreamingImporter, Table,
};

#[test]
fn the_header_says_what_this_crate_says() {
    let mut c = String::from("#include <string.h>\n#include \"claims.h\"\n");
    let mut same = |left: &str, right: &dyn Debug| {
        writeln!(c, "_Static_assert({left} == {right:?}, \"{left}\");").unwrap();
    };
    macro_rules! layout {
        ($c:literal, $rust:ident { $($field:ident),* }) => {
            same(concat!("sizeof(", $c, ")"), &size_of::<$rust>());
            same(concat!("_Alignof(", $c, ")"), &align_of::<$rust>());
            $( same(concat!("offsetof(", $c, ", ", stringify!($field), ")"), &offset_of!($rust, $field)); )*
        };
    }
    layout!("claims_str", Str { ptr, len });
    layout!("claims_bytes", Bytes { ptr, len });
    layout!("claims_rows", Rows { ptr, len });
    layout!(
        "claims_host",
        Host {
            size,
            count,
            text,
            number,
            rows,
            option,
            score,
            contribution,
            remark,
            hunk,
            write,
            fail,
            draft,
            draft_text,
            draft_number,
            draft_relate,
            suggest,
            read,
            settle
        }
    );
    layout!("claims_plugin", Plugin { size, abi_minor, name, version, summary, kind });
    same("offsetof(claims_plugin, reserved)", &12);
    layout!("claims_scorer", Scorer { score });
    layout!("claims_differ", Differ { diff });
    layout!("claims_exporter", Exporter { write_out });
    layout!("claims_importer", Importer { read_in });
    layout!("claims_streaming_importer", StreamingImporter { stream_in });
    layout!("claims_finder", Finder { find });
    layout!("claims_table", Table {});
    layout!("claims_field", Field {});
    layout!("claims_relation", Relation {});
    layout!("claims_hunk_flags", HunkFlags {});
    layout!("claims_status", Status {});

    let mut numbers = Vec::new();
    numbers.extend(Table::ALL.iter().map(|(name, value)| (format!("CLAIMS_TABLE_{name}"), value.0)));
    numbers.extend(Field::ALL.iter().map(|(name, value)| (format!("CLAIMS_FIELD_{name}"), value.0)));
    numbers.extend(Relation::ALL.iter().map(|(name, value)| (format!("CLAIMS_ROWS_{name}"), value.0)));
    numbers.extend(HunkFlags::ALL.iter().map(|(name, value)| (format!("CLAIMS_HUNK_{name}"), value.0)));
    for (name, value) in &numbers {
        same(name, value);
    }
    for (name, status) in [("DONE", Status::DONE), ("FAILED", Status::FAILED), ("PANICKED", Status::PANICKED)] {
        same(&format!("CLAIMS_{name}"), &status.0);
    }
    same("CLAIMS_NO_ROW", &NO_ROW);
    same("CLAIMS_ABI_MINOR", &claims_abi::ABI_MINOR);
    for (name, id) in [
        ("SCORER", Scorer::ID),
        ("DIFFER", Differ::ID),
        ("EXPORTER", Exporter::ID),
        ("IMPORTER", Importer::ID),
        ("STREAMING_IMPORTER", StreamingImporter::ID),
        ("FINDER", Finder::ID),
    ] {
        let id = id.to_str().unwrap();
        same(&format!("sizeof(CLAIMS_{name})"), &(id.len() + 1));
        for (at, byte) in id.bytes().enumerate() {
            same(&format!("CLAIMS_{name}[{at}]"), &byte);
        }
    }
    // A string literal's characters are no constant expressions in C11, so those comparisons run.
    let (runs, holds): (Vec<_>, Vec<_>) = c.lines().partition(|line| line.contains("]"));
    let mut program = holds.join("\n");
    program.push_str("\nint main(void) {\n");
    for line in runs {
        let condition = line.trim_start_matches("_Static_assert(").split(',').next().unwrap();
        writeln!(program, "    if (!({condition})) return 1;").unwrap();
    }
    program.push_str("    return 0;\n}\n");

    let built = compile("equal.c", &program, &["-std=c11"]);
    assert!(Command::new(built).status().unwrap().success(), "an id differs");
    let in_header = fs::read_to_string(include().join("claims.h")).unwrap();
    let names = |prefix: &str| in_header.lines().filter(|line| line.trim_start().starts_with(prefix)).count();
    let declared: usize = ["CLAIMS_TABLE_", "CLAIMS_FIELD_", "CLAIMS_ROWS_", "CLAIMS_HUNK_"].map(names).iter().sum();
    assert_eq!(declared, numbers.len(), "the header has a number that the crate does not have");
}

#[test]
fn the_sketch_in_the_header_compiles() {
    let header = fs::read_to_string(include().join("claims.h")).unwrap();
    let sketch: String = header
        .lines()
        .filter_map(|line| line.strip_prefix(" *     "))
        .map(|line| {
            line.replace("{ ... }", "{ return CLAIMS_HAS(host, fail) && c && sink ? CLAIMS_DONE : CLAIMS_FAILED; }")
        })
        .filter(|line| !line.contains("newer"))
        .collect::<Vec<_>>()
        .join("\n");
    let source = format!("#include <string.h>\n#include \"claims.h\"\n{sketch}\nint main(void) {{ return 0; }}\n");
    assert!(source.contains("claims_plugin_v1_mine"));
    compile("sketch.c", &source, &["-std=c11"]);
}

#[test]
fn numbers_are_never_given_twice() {
    fn distinct(numbers: &[(&str, u32)]) {
        for (at, (name, number)) in numbers.iter().enumerate() {
            assert!(numbers[at + 1..].iter().all(|(other, taken)| other != name && taken != number), "{name}");
        }
    }
    distinct(&Table::ALL.iter().map(|(name, value)| (*name, value.0)).collect::<Vec<_>>());
    distinct(&Field::ALL.iter().map(|(name, value)| (*name, value.0)).collect::<Vec<_>>());
    distinct(&Relation::ALL.iter().map(|(name, value)| (*name, value.0)).collect::<Vec<_>>());
}

/// Compiles `source` with the header and every warning an error; gives the executable.
fn compile(name: &str, source: &str, flags: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (file, built) = (folder.join(name), folder.join(name).with_extension("out"));
    fs::write(&file, source).unwrap();
    let compiled = Command::new("cc")
        .args(flags)
        .args(["-Wall", "-Wextra", "-pedantic", "-Werror", "-I"])
        .arg(include())
        .arg(&file)
        .arg("-o")
        .arg(&built)
        .output()
        .unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    built
}

fn include() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("include")
}
