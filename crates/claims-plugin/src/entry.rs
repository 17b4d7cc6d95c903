//! The C side of a plugin, made from its safe traits. For [`export!`](crate::export) alone.

#![allow(unsafe_code, reason = "functions that the host calls have no safe signature")]

use std::{
    ffi::{CStr, c_char, c_void},
    ptr,
};

use claims_abi::{Bytes, Case, Host, Plugin, Sink, Status, Str};

use crate::{Differ, Drafts, Exporter, Finder, Importer, Input, Scorer, StreamingImporter, draft::Desk, sink::answer};

/// A kind that a plugin is: the id, and the functions that belong to it; and perhaps the older kind that it is as well.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    id: &'static CStr,
    functions: *const c_void,
    older: Option<(&'static CStr, *const c_void)>,
}

/// All kinds that a plugin is.
pub trait Kinds {
    /// In the order that the author wrote.
    const ALL: &'static [Kind];
}

/// The constant that a plugin exports.
pub const fn plugin<K: Kinds>(name: &'static str, version: &'static str, summary: &'static str) -> Plugin {
    // SAFETY: the texts are static, and the functions that `kind` gives are the ones below.
    unsafe { Plugin::new(Str::lend(name), Str::lend(version), Str::lend(summary), kind::<K>) }
}

/// The kind `scorer`, by `T`.
pub const fn scorer<T: Scorer + Default>() -> Kind {
    let functions: &'static _ = const { &claims_abi::Scorer { score: Some(score::<T>) } };
    Kind { id: claims_abi::Scorer::ID, functions: ptr::from_ref(functions).cast(), older: None }
}

/// The kind `differ`, by `T`.
pub const fn differ<T: Differ + Default>() -> Kind {
    let functions: &'static _ = const { &claims_abi::Differ { diff: Some(diff::<T>) } };
    Kind { id: claims_abi::Differ::ID, functions: ptr::from_ref(functions).cast(), older: None }
}

/// The kind `exporter`, by `T`.
pub const fn exporter<T: Exporter + Default>() -> Kind {
    let functions: &'static _ = const { &claims_abi::Exporter { write_out: Some(write_out::<T>) } };
    Kind { id: claims_abi::Exporter::ID, functions: ptr::from_ref(functions).cast(), older: None }
}

/// The kind `importer`, by `T`.
pub const fn importer<T: Importer + Default>() -> Kind {
    let functions: &'static _ = const { &claims_abi::Importer { read_in: Some(read_in::<T>) } };
    Kind { id: claims_abi::Importer::ID, functions: ptr::from_ref(functions).cast(), older: None }
}

/// The kind `streaming_importer`, by `T`, which is also an importer of whole files.
pub const fn streaming_importer<T: StreamingImporter + Default>() -> Kind {
    let functions: &'static _ = const { &claims_abi::StreamingImporter { stream_in: Some(stream_in::<T>) } };
    let whole: &'static _ = const { &claims_abi::Importer { read_in: Some(read_whole::<T>) } };
    let older = Some((claims_abi::Importer::ID, ptr::from_ref(whole).cast()));
    Kind { id: claims_abi::StreamingImporter::ID, functions: ptr::from_ref(functions).cast(), older }
}

/// The kind `finder`, by `T`.
pub const fn finder<T: Finder + Default>() -> Kind {
    let functions: &'static _ = const { &claims_abi::Finder { find: Some(find::<T>) } };
    Kind { id: claims_abi::Finder::ID, functions: ptr::from_ref(functions).cast(), older: None }
}

unsafe extern "C" fn kind<K: Kinds>(id: *const c_char) -> *const c_void {
    // SAFETY: the host gives an id that ends with a NUL.
    let id = unsafe { CStr::from_ptr(id) };
    let all = K::ALL.iter().flat_map(|kind| [Some((kind.id, kind.functions)), kind.older]).flatten();
    all.into_iter().find(|(known, _)| *known == id).map_or(ptr::null(), |(_, functions)| functions)
}

unsafe extern "C" fn score<T: Scorer + Default>(host: *const Host, case: *const Case, sink: *mut Sink) -> Status {
    // SAFETY: the host keeps its promises until this returns.
    unsafe {
        answer(host, case, sink, |case, sink| T::default().score(case)?.iter().try_for_each(|score| sink.score(score)))
    }
}

unsafe extern "C" fn diff<T: Differ + Default>(
    host: *const Host,
    case: *const Case,
    sink: *mut Sink,
    old: Str,
    new: Str,
) -> Status {
    // SAFETY: the host lends both texts, which are UTF-8, until this returns.
    let (old, new) = unsafe { (text(&old), text(&new)) };
    // SAFETY: the host keeps its promises until this returns.
    unsafe {
        answer(host, case, sink, |options, sink| {
            T::default().diff_with(old, new, options)?.iter().try_for_each(|hunk| sink.hunk(hunk))
        })
    }
}

unsafe extern "C" fn write_out<T: Exporter + Default>(host: *const Host, case: *const Case, sink: *mut Sink) -> Status {
    // SAFETY: the host keeps its promises until this returns.
    unsafe { answer(host, case, sink, |case, sink| T::default().export(case, sink)) }
}

unsafe extern "C" fn read_in<T: Importer + Default>(
    host: *const Host,
    case: *const Case,
    sink: *mut Sink,
    bytes: Bytes,
) -> Status {
    // SAFETY: the host keeps its promises until this returns, and lends the bytes so long.
    unsafe {
        answer(host, case, sink, |options, sink| {
            let desk = Desk::new(sink.pen()?);
            T::default().import(options, lent(&bytes), &mut Drafts::new(&desk))
        })
    }
}

unsafe extern "C" fn read_whole<T: StreamingImporter + Default>(
    host: *const Host,
    case: *const Case,
    sink: *mut Sink,
    bytes: Bytes,
) -> Status {
    // SAFETY: the host keeps its promises until this returns, and lends the bytes so long.
    unsafe {
        answer(host, case, sink, |options, sink| {
            let desk = Desk::new(sink.pen()?);
            T::default().import(options, Input::of_bytes(lent(&bytes)), &mut Drafts::new(&desk))
        })
    }
}

unsafe extern "C" fn stream_in<T: StreamingImporter + Default>(
    host: *const Host,
    case: *const Case,
    sink: *mut Sink,
) -> Status {
    // SAFETY: the host keeps its promises until this returns.
    unsafe {
        answer(host, case, sink, |options, sink| {
            let desk = Desk::streaming(sink.streaming_pen()?);
            T::default().import(options, Input::of_host(&desk), &mut Drafts::new(&desk))
        })
    }
}

unsafe extern "C" fn find<T: Finder + Default>(
    host: *const Host,
    case: *const Case,
    sink: *mut Sink,
    given: Str,
) -> Status {
    // SAFETY: the host lends the text, which is UTF-8, until this returns.
    let text = unsafe { text(&given) };
    // SAFETY: the host keeps its promises until this returns.
    unsafe {
        answer(host, case, sink, |options, sink| {
            T::default().find(options, text)?.iter().try_for_each(|found| sink.suggest(found))
        })
    }
}

/// # Safety
/// `bytes` must point to so many bytes that live as long as the borrow, or there must be none.
const unsafe fn lent(bytes: &Bytes) -> &[u8] {
    // SAFETY: the caller promises it.
    if bytes.len == 0 { &[] } else { unsafe { std::slice::from_raw_parts(bytes.ptr, bytes.len) } }
}

/// # Safety
/// `text` must be UTF-8 that lives as long as the borrow, or absent.
unsafe fn text(text: &Str) -> &str {
    if text.ptr.is_null() {
        return "";
    }
    // SAFETY: the caller promises it.
    unsafe { str::from_utf8_unchecked(std::slice::from_raw_parts(text.ptr, text.len)) }
}
