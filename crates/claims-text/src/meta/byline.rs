//! The words of bylines: openings, roles and names that stand for nobody; lists, and no rules.

/// What begins a byline.
const OPENINGS: &str = "written by, posted by, published by, article by, story by, words by, text by, reviewed by, \
    created by, authored by, author:, authors:, author, writer:, by:, by, von, par, por, di, автор:, \
    автор";

/// What is in no name: roles, credits and other words of bylines.
const ROLES: &str = "editor, editors, writer, reporter, correspondent, columnist, contributor, contributing, journalist, \
    director, manager, specialist, expert, founder, co-founder, cofounder, ceo, cto, cmo, president, \
    professor, consultant, analyst, strategist, producer, author, authors, blogger, freelance, senior, \
    junior, chief, associate, assistant, managing, executive, coordinator, researcher, engineer, \
    developer, marketer, head, vp, officer, intern, photographer, marketing, content, copywriter, \
    published, updated, posted, read, minutes, min, views, share, comments, comment, follow, subscribe, \
    about, by, on, is, was, has, his, her, their, view, all, posts, more";

/// Names that stand for nobody.
const NOBODY: &str = "admin, administrator, staff, staff writer, staff writers, staff reporter, editor, editors, \
    editorial, editorial team, editorial staff, the editors, team, guest, guest author, guest post, \
    guest contributor, contributor, anonymous, unknown, author, user, webmaster, web admin, root, test, \
    none, null, undefined, n/a, wordpress, site admin, super user, superuser, news desk, newsroom, \
    press release, wire services, wire reports, the author, blog, blog team, super admin, web editor";

/// What may begin a byline, the longest first.
pub(super) fn openings() -> impl Iterator<Item = &'static str> {
    OPENINGS.split(", ")
}

/// Whether a word, in lower case, is a role or another word that is in no name.
pub(super) fn is_role(word: &str) -> bool {
    ROLES.split(", ").any(|role| role == word)
}

/// Whether a name, in lower case, stands for nobody.
pub(super) fn is_nobody(name: &str) -> bool {
    NOBODY.split(", ").any(|nobody| nobody == name)
}
