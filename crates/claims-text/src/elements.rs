//! Which elements of HTML begin a new line, and which hold nothing that a reader sees.

/// Whether what stands in an element is never shown as text.
pub(crate) fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "iframe"
            | "svg"
            | "object"
            | "textarea"
            | "select"
            | "datalist"
            | "audio"
            | "video"
            | "canvas"
            | "noembed"
            | "noframes"
    )
}

/// Whether an element ends what stands before it and begins something new.
pub(crate) fn breaks(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hgroup"
            | "ul"
            | "ol"
            | "menu"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "pre"
            | "table"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "figure"
            | "figcaption"
            | "hr"
            | "br"
            | "address"
            | "details"
            | "summary"
            | "dialog"
            | "aside"
            | "footer"
            | "nav"
            | "search"
            | "form"
            | "fieldset"
            | "legend"
            | "label"
            | "button"
            | "center"
            | "body"
    )
}
