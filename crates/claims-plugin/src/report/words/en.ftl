# The words of reports in English, in the form of Project Fluent (https://projectfluent.org).
# A language of one's own is this file with the right-hand sides translated: templates/words/LANGUAGE.ftl.
# What stands in { } comes from the casebook and keeps its name. No Markdown and no HTML belongs here.

decimal-mark = .
quoted = “{ $text }”
before = before { $date }
after = after { $date }

## Headings

claims =
    { $count ->
        [one] { $count } claim
       *[other] { $count } claims
    }
claims-in = Claims in “{ $title }”
overview = Overview
in-short = In short
the-claim = The claim
right-of-reply = Right of reply
verdict = Verdict
why-checked = Why it was checked
counter-statements = Counter-statements
in-support = In support
context = Context
argument-map = Map of the argument
article-history = Article history
score = Score
not-known = What is not known
corrections = Corrections
method = Method
sources = Sources
notes = Notes
open-questions = Open questions

## The claim and its verdict

withdrawn = This fact-check was withdrawn:
verdict-before-withdrawal = Verdict before it was withdrawn
rating = { $value } on a scale from { $worst } to { $best }, scale { $scale }
off-scale = a label beside the scale { $scale }, without a number
on-media = how genuine the picture or recording is
on-the-picture = On the picture or recording
on-the-claim = On what is claimed
no-verdict-yet = No verdict yet.
claim-is =
    { $status ->
        [checking] The claim is being checked.
        [noted] The claim is noted.
        [checked] The claim is checked.
        [published] The claim is published.
        [withdrawn] The claim is withdrawn.
       *[other] The claim is in a state that this report does not know.
    }
status =
    { $status ->
        [checking] being checked
        [noted] noted
        [checked] checked
        [published] published
        [withdrawn] withdrawn
       *[other] other
    }
claimed-by = Claimed by { $people }.
claimed-by-on = Claimed by { $people }, { $said }.
somebody = someone who is not recorded
against-it = Against it: { $voices }.
for-it = For it: { $voices }.
nothing-against = No counter-statement stands against it.
unnamed = an unnamed party
voice = { $people } in { $handle }
claim = Claim
claimant = Claimant
not-recorded = not recorded
reliability-of = Reliability of { $name }
reliability = Reliability
credibility-of-statement = Credibility of the statement
credibility = Credibility
not-graded = not graded
said = Said
date-not-recorded = date not recorded
part-of = Part of
has-part = Has the part
tags = Tags
appears-in = It appears in:
appears-nowhere = No source is recorded in which it appears.
published-by = Published on { $at }, by { $by }.
decided = decided by { $by } on { $at }
would-change = What would change it:
would-change-unknown = What would change it is not recorded.
earlier-verdicts = Earlier verdicts:
none-yet = None yet.
no-reason = No reason is recorded.
none-recorded = None is recorded.
nothing-recorded = Nothing is recorded.
name-withheld = name withheld: { $why }

## The labels of the scales that every casebook has

label =
    { $label ->
        [false] False
        [mostly-false] Mostly false
        [mixed] Mixed
        [mostly-true] Mostly true
        [true] True
        [misleading] Misleading
        [unproven] Unproven
        [outdated] Outdated
        [satire] Satire
        [pants-on-fire] Pants on fire
        [half-true] Half true
        [mixture] Mixture
        [unfounded] Unfounded
        [miscaptioned] Miscaptioned
        [correct-attribution] Correct attribution
        [misattributed] Misattributed
        [fake] Fake
        [scam] Scam
        [legend] Legend
        [labeled-satire] Labeled satire
        [originated-as-satire] Originated as satire
        [recall] Recall
        [lost-legend] Lost legend
        [research-in-progress] Research in progress
        [original] Original
        [missing-context] Missing context
        [edited-or-cropped] Edited or cropped
        [transformed] Transformed
        [staged] Staged
        [satire-or-parody] Satire or parody
       *[other] { $name }
    }
label-further =
    { $label ->
        [original] original
        [missing-context] missing context
        [edited-or-cropped] edited or cropped
        [transformed] transformed
        [staged] staged
        [satire-or-parody] satire or parody
       *[other] { $name }
    }

## Grades, after the Admiralty system

reliability-grade =
    { $grade ->
        [A] A, completely reliable
        [B] B, usually reliable
        [C] C, fairly reliable
        [D] D, not usually reliable
        [E] E, unreliable
        [F] F, reliability cannot be judged
       *[other] { $grade }
    }
credibility-grade =
    { $grade ->
        [1] 1, confirmed by other sources
        [2] 2, probably true
        [3] 3, possibly true
        [4] 4, doubtful
        [5] 5, improbable
        [6] 6, truth cannot be judged
       *[other] { $grade }
    }

## Where a claim stands

place = { $manner } in [{ $source }], version { $version }
manner =
    { $manner ->
        [direct] direct quote
        [indirect] indirect speech
        [paraphrase] paraphrase
       *[other] other wording
    }
at-timecode = at { $timecode }
told-by = as told by { $name }
hedged = hedged as { $hedge }
translated = translated from { $language } { $original }
translated-by = translated from { $language } { $original } by { $translator }
first-appearance = first known appearance

## Statements

relation =
    { $stance ->
        [rebuts] Against
        [supports] For
        [context] Context
       *[other] Related
    }
relation-on-link =
    { $stance ->
        [rebuts] Against its bearing
        [supports] For its bearing
        [context] On its bearing
       *[other] Related
    }
statement-withdrawn = This statement was withdrawn.
see-above = See above.
no-source = No source is recorded.
bearing = Bearing
graded = graded { $grade }
stance =
    { $stance ->
        [rebuts] rebuts
        [supports] supports
        [context] context
       *[other] related
    }

## Right of reply

asked = { $name } was asked on { $asked } through { $through } ({ $handle }).
asked-until = { $name } was asked on { $asked } through { $through }, for an answer by { $due } ({ $handle }).
party-not-recorded = A party that is not recorded
answered = The answer, on { $on }: { $answer }
not-answered = No answer had come by { $on }.
no-answer-yet = No answer yet.
nobody-asked = Nobody was asked for a reply.

## Article history

history = [{ $source }], { $from } → { $to } (captured { $captured }):
quote-unchanged = the quote is unchanged.
quote-removed = the quote was removed. It read { $was }.
quote-now =
    { $state ->
        [typographic] only the typography of the quote changed. It read { $was } and now reads { $now }.
        [edited] the quote was edited. It read { $was } and now reads { $now }.
        [moved] the quote was moved. It reads { $now }.
        [moved-and-edited] the quote was moved and edited. It read { $was } and now reads { $now }.
       *[ambiguous] the quote may stand in more than one place. It read { $was }, and one place now reads { $now }.
    }
text-is-gone = most of the text is gone, and the quote with it. Does it stand behind a paywall, or was it not found in the page? Nobody need have removed it.
text-around-is-gone = Most of the text around it is gone: is that behind a paywall, or was it not found in the page?
not-captured-again = No quote of this claim comes from a source that was captured again.

## Score

score-is = { $value } between 0 (refuted) and 1 (established), computed by { $scorer } from the recorded statements and grades.
score-is-from = { $value } between 0 (refuted) and 1 (established), from a base of { $base }, computed by { $scorer } from the recorded statements and grades.
score-is-aid = It is an aid and not the verdict.
undetermined = Undetermined, says { $scorer }.
disagreement =
    { $side ->
        [score-higher] The score leans towards the claim, the verdict against it.
       *[score-lower] The score leans against the claim, the verdict towards it.
    }
effect = Effect
link = Link
statement = Statement
not-computed = Not computed.

## What is not known

unknown =
    { $what ->
        [claimant] Who made the claim is not recorded.
        [said] When it was said is not recorded.
        [source] No source is recorded in which the claim stands.
        [counter-statement] No counter-statement is recorded.
        [credibility] How credible these statements are is not known: { $handles }.
        [reliability] How reliable these sources are is not known: { $handles }.
       *[reply] No reply of the claimant to what is said against the claim is recorded.
    }
nothing-missing = Nothing that this report looks for is missing from the record.

## Corrections

correction =
    { $class ->
        [changes] changes the verdict
        [keeps] does not change the verdict
        [void] withdraws the fact-check
        [spelling] corrects the wording
        [update] brings it up to date
       *[other] another change
    }
correction-from = { $what }, from { $before } to { $after }
none = None.

## Method and sources

method-captures = Every source was captured as it stood; each capture is kept unchanged and named by the SHA-256 of its bytes, as sha256sum prints it.
method-quotes = Quotes stand word for word in the text of the version that is named with them.
method-grades = Reliability (A to F) and credibility (1 to 6) are Admiralty grades; F and 6 mean unknown.
method-keys = The permanent key of a claim is in the front matter of this report.
method-score = A score is an aid and not the verdict; it is computed anew from the record by the program claims.
live = Live
no-address = no address is recorded
derived-from = Derived from
gone = gone when looked for on { $captured }
not-captured = not captured; named by { $origin }
captured = captured { $captured } from { $origin }
bytes =
    { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
archived-at = archived at { $archive }
no-archive = no archived copy
source-kind =
    { $kind ->
        [article] article
        [report] report
        [video] video
        [image] image
        [audio] audio
        [dataset] dataset
        [post] post
        [interview] interview
       *[document] document
    }

## For the editor

status-is = Status: { $status }
level =
    { $level ->
        [error] To settle
       *[warn] To look at
    }

## Pages

skip = Skip to the text
contents = Contents
all-claims = All claims
map-of = Map of the argument around the claim
map-in-words = Every box is a statement, and every arrow leads from a statement to what it speaks to. The sections above say the same in words.
timeline = Timeline
event =
    { $kind ->
        [said] said by { $what }
        [published] published: { $what }
        [captured] captured: { $what }
        [gone] no longer there: { $what }
        [asked] { $what } was asked for a reply
        [answered] { $what } answered
        [corrected] corrected: { $what }
        [went-out] this check was published
        [withdrawn] this check was withdrawn: { $what }
       *[decided] decided: { $what }
    }
edits = What edits changed
edits-of = What edits changed in “{ $title }”
edits-note = Words with a line through them were taken out, underlined words were put in; marked words are a quote of the claim that is named with them.
from-to = { $from } → { $to }
nothing-changed = Nothing changed in the text.
side-by-side = Side by side
unchanged-paragraphs =
    { $count ->
        [one] one unchanged paragraph
       *[other] { $count } unchanged paragraphs
    }
coarse = In places the texts are so different that whole passages are shown as replaced.
removed = taken out:
added = put in:
quote-of = quote of { $handle }
see-in-article = in the live page
archived-copy = archived copy
search = Search
search-hint = Words in claims, names, verdicts and reasons
found =
    { $count ->
        [one] { $count } claim found
       *[other] { $count } claims found
    }
