//! A plugin that writes out all that the contract lends: every field and relation of every row, and two options.

use std::{
    ffi::{CStr, c_char, c_void},
    fmt::Write as _,
    ptr, slice,
};

use claims_abi::{Case, Exporter, Field, Host, Plugin, Relation, Sink, Status, Str, Table};

// SAFETY: the texts are static, and `kind` gives the functions below.
pub(crate) static PLUGIN: Plugin =
    unsafe { Plugin::new(Str::lend("dump"), Str::lend("1.0"), Str::lend("Writes all out"), kind) };

unsafe extern "C" fn kind(id: *const c_char) -> *const c_void {
    static EXPORTER: Exporter = Exporter { write_out: Some(write_out) };
    // SAFETY: the host gives an id that ends with a NUL.
    if unsafe { CStr::from_ptr(id) } == Exporter::ID { ptr::from_ref(&EXPORTER).cast() } else { ptr::null() }
}

unsafe extern "C" fn write_out(host: *const Host, case: *const Case, sink: *mut Sink) -> Status {
    // SAFETY: the host keeps its promises until this returns.
    unsafe {
        let host = &*host;
        let mut out = String::new();
        let mut line = |what: String| writeln!(out, "{what}").unwrap();
        for (table_name, table) in Table::ALL.iter().copied().chain([("NEWER", Table(99))]) {
            let count = (host.count)(case, table);
            line(format!("{table_name} {count}"));
            // One beyond the last, which reads as absent.
            for row in 0..=count {
                for (name, field) in Field::ALL.iter().copied().chain([("NEWER", Field(99))]) {
                    if let Some(text) = text((host.text)(case, table, row, field)) {
                        line(format!("{table_name} {row} {name} {text:?}"));
                    }
                    let mut number = f64::NAN;
                    if (host.number)(case, table, row, field, &raw mut number) != 0 {
                        line(format!("{table_name} {row} {name} {number}"));
                    }
                }
                for (name, relation) in Relation::ALL.iter().copied().chain([("NEWER", Relation(99))]) {
                    let rows = (host.rows)(case, table, row, relation);
                    if rows.len > 0 {
                        line(format!("{table_name} {row} {name} {:?}", slice::from_raw_parts(rows.ptr, rows.len)));
                    }
                }
            }
        }
        for option in ["say", "nothing"] {
            line(format!("{option} {:?}", text((host.option)(case, Str::lend(option)))));
        }
        if (host.write)(sink, out.as_ptr(), out.len()) == 0 { Status::DONE } else { Status::FAILED }
    }
}

/// # Safety
/// The text must be absent or UTF-8 that lives on.
unsafe fn text<'a>(text: Str) -> Option<&'a str> {
    // SAFETY: the caller promises it.
    (!text.ptr.is_null()).then(|| unsafe { str::from_utf8(slice::from_raw_parts(text.ptr, text.len)).unwrap() })
}
