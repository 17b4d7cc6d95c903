//! Makes a plugin of a crate.

/// Exports a plugin: its name, then each kind that it is and the type that does it.
///
/// The types must be [`Default`]; each call makes a new one. The version is the crate's own, from its `Cargo.toml`, and so
/// is the summary unless one stands after the name, as it must where a crate has several plugins:
/// `export!(wordings "The wordings alone": exporter Wordings)`. It declares `PLUGIN`, which a program that links the crate in hands to the host, and gives it the symbol
/// `claims_plugin_v1_<name>`, by which the host finds it in a library.
///
/// ```
/// use claims_plugin::{Case, Exporter, Failure, export};
///
/// #[derive(Default)]
/// struct Wordings;
///
/// impl Exporter for Wordings {
///     fn export(&self, case: Case<'_>, out: &mut dyn std::io::Write) -> Result<(), Failure> {
///         for claim in case.subjects() {
///             writeln!(out, "{}: {}", claim.handle(), claim.text())?;
///         }
///         Ok(())
///     }
/// }
///
/// export!(wordings: exporter Wordings);
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! export {
    ($name:ident: $($kind:ident $type:ty),+ $(,)?) => {
        $crate::export!(@ $name, env!("CARGO_PKG_DESCRIPTION"), $($kind $type),+);
    };
    ($name:ident $summary:literal: $($kind:ident $type:ty),+ $(,)?) => {
        $crate::export!(@ $name, $summary, $($kind $type),+);
    };
    (@ $name:ident, $summary:expr, $($kind:ident $type:ty),+) => {
        #[doc = concat!("The entry of the plugin `", stringify!($name), "`.")]
        #[unsafe(export_name = concat!("claims_plugin_v1_", stringify!($name)))]
        pub static PLUGIN: $crate::abi::Plugin = {
            struct Exported;

            impl $crate::entry::Kinds for Exported {
                const ALL: &'static [$crate::entry::Kind] = &[$($crate::entry::$kind::<$type>()),+];
            }

            $crate::entry::plugin::<Exported>(
                stringify!($name),
                env!("CARGO_PKG_VERSION"),
                $summary,
            )
        };
    };
}
