# Die Wörter der Berichte auf Deutsch, in der Form von Project Fluent (https://projectfluent.org).

decimal-mark = ,
quoted = „{ $text }“
before = vor { $date }
after = nach { $date }

## Überschriften

claims =
    { $count ->
        [one] { $count } Behauptung
       *[other] { $count } Behauptungen
    }
claims-in = Behauptungen in „{ $title }“
overview = Überblick
in-short = Kurz gefasst
the-claim = Die Behauptung
right-of-reply = Stellungnahmen
verdict = Urteil
why-checked = Warum geprüft wurde
counter-statements = Gegendarstellungen
in-support = Was dafür spricht
context = Zusammenhang
argument-map = Karte der Argumente
article-history = Geschichte des Artikels
score = Punktwert
not-known = Was nicht bekannt ist
corrections = Korrekturen
method = Vorgehen
sources = Quellen
notes = Notizen
open-questions = Offene Fragen

## Die Behauptung und das Urteil

withdrawn = Dieser Faktencheck wurde zurückgezogen:
verdict-before-withdrawal = Urteil vor der Rücknahme
rating = { $value } auf einer Skala von { $worst } bis { $best }, Skala { $scale }
off-scale = eine Stufe neben der Skala { $scale }, ohne Zahl
on-media = wie echt das Bild oder die Aufnahme ist
on-the-picture = Zum Bild oder zur Aufnahme
on-the-claim = Zur Behauptung
no-verdict-yet = Noch kein Urteil.
claim-is =
    { $status ->
        [checking] Die Behauptung wird geprüft.
        [noted] Die Behauptung ist vermerkt.
        [checked] Die Behauptung ist geprüft.
        [published] Die Behauptung ist veröffentlicht.
        [withdrawn] Die Behauptung ist zurückgezogen.
       *[other] Die Behauptung ist in einem Zustand, den dieser Bericht nicht kennt.
    }
status =
    { $status ->
        [checking] in Prüfung
        [noted] vermerkt
        [checked] geprüft
        [published] veröffentlicht
        [withdrawn] zurückgezogen
       *[other] anderer Stand
    }
claimed-by = Behauptet von: { $people }.
claimed-by-on = Behauptet von: { $people }, { $said }.
somebody = jemandem, der nicht festgehalten ist
against-it = Dagegen: { $voices }.
for-it = Dafür: { $voices }.
nothing-against = Keine Gegendarstellung steht ihr entgegen.
unnamed = ungenannt
voice = { $people } in { $handle }
claim = Behauptung
claimant = Urheber der Behauptung
not-recorded = nicht festgehalten
reliability-of = Zuverlässigkeit von { $name }
reliability = Zuverlässigkeit
credibility-of-statement = Glaubwürdigkeit der Aussage
credibility = Glaubwürdigkeit
not-graded = nicht eingestuft
said = Gesagt
date-not-recorded = Datum nicht festgehalten
part-of = Teil von
has-part = Enthält den Teil
tags = Schlagwörter
appears-in = Sie steht in:
appears-nowhere = Es ist keine Quelle festgehalten, in der sie steht.
published-by = Veröffentlicht am { $at }, von { $by }.
decided = entschieden von { $by } am { $at }
would-change = Was es ändern würde:
would-change-unknown = Was es ändern würde, ist nicht festgehalten.
earlier-verdicts = Frühere Urteile:
none-yet = Noch keines.
no-reason = Es ist kein Grund festgehalten.
none-recorded = Keine ist festgehalten.
nothing-recorded = Nichts ist festgehalten.
name-withheld = Name zurückgehalten: { $why }

## Die Urteile auf den Skalen, die jede Sammlung hat

label =
    { $label ->
        [false] Falsch
        [mostly-false] Größtenteils falsch
        [mixed] Teils, teils
        [mostly-true] Größtenteils richtig
        [true] Richtig
        [misleading] Irreführend
        [unproven] Unbelegt
        [outdated] Überholt
        [satire] Satire
        [pants-on-fire] Glatt gelogen
        [half-true] Halb richtig
        [mixture] Teils richtig, teils falsch
        [unfounded] Haltlos
        [miscaptioned] Falsch beschriftet
        [correct-attribution] Richtig zugeschrieben
        [misattributed] Falsch zugeschrieben
        [fake] Gefälscht
        [scam] Betrug
        [legend] Legende
        [labeled-satire] Als Satire gekennzeichnet
        [originated-as-satire] Als Satire entstanden
        [recall] Rückruf
        [lost-legend] Verschollene Legende
        [research-in-progress] Wird noch untersucht
        [original] Echt
        [missing-context] Aus dem Zusammenhang
        [edited-or-cropped] Geschnitten
        [transformed] Verändert
        [staged] Gestellt
        [satire-or-parody] Satire oder Parodie
       *[other] { $name }
    }
label-further =
    { $label ->
        [original] echt
        [missing-context] aus dem Zusammenhang
        [edited-or-cropped] geschnitten
        [transformed] verändert
        [staged] gestellt
        [satire-or-parody] Satire oder Parodie
       *[other] { $name }
    }

## Einstufungen nach dem Admiralty-System

reliability-grade =
    { $grade ->
        [A] A, völlig zuverlässig
        [B] B, gewöhnlich zuverlässig
        [C] C, ziemlich zuverlässig
        [D] D, gewöhnlich nicht zuverlässig
        [E] E, unzuverlässig
        [F] F, Zuverlässigkeit nicht zu beurteilen
       *[other] { $grade }
    }
credibility-grade =
    { $grade ->
        [1] 1, von anderen Quellen bestätigt
        [2] 2, wahrscheinlich wahr
        [3] 3, möglicherweise wahr
        [4] 4, zweifelhaft
        [5] 5, unwahrscheinlich
        [6] 6, Wahrheit nicht zu beurteilen
       *[other] { $grade }
    }

## Wo eine Behauptung steht

place = { $manner } in [{ $source }], Fassung { $version }
manner =
    { $manner ->
        [direct] wörtliches Zitat
        [indirect] indirekte Rede
        [paraphrase] Umschreibung
       *[other] andere Wiedergabe
    }
at-timecode = bei { $timecode }
told-by = wiedergegeben von { $name }
hedged = eingeschränkt mit { $hedge }
translated = übersetzt aus { $language } { $original }
translated-by = übersetzt aus { $language } { $original } von { $translator }
first-appearance = erstes bekanntes Vorkommen

## Aussagen

relation =
    { $stance ->
        [rebuts] Dagegen
        [supports] Dafür
        [context] Zusammenhang
       *[other] Dazu
    }
relation-on-link =
    { $stance ->
        [rebuts] Gegen den Bezug
        [supports] Für den Bezug
        [context] Zum Bezug
       *[other] Dazu
    }
statement-withdrawn = Diese Aussage wurde zurückgezogen.
see-above = Siehe oben.
no-source = Keine Quelle ist festgehalten.
bearing = Bezug
graded = eingestuft als { $grade }
stance =
    { $stance ->
        [rebuts] widerspricht
        [supports] stützt
        [context] erläutert
       *[other] bezieht sich darauf
    }

## Stellungnahmen

asked = { $name } wurde am { $asked } gefragt, auf dem Weg: { $through } ({ $handle }).
asked-until = { $name } wurde am { $asked } gefragt, auf dem Weg: { $through }, mit der Bitte um Antwort bis { $due } ({ $handle }).
party-not-recorded = Jemand, der nicht festgehalten ist,
answered = Die Antwort vom { $on }: { $answer }
not-answered = Bis { $on } kam keine Antwort.
no-answer-yet = Noch keine Antwort.
nobody-asked = Niemand wurde um eine Stellungnahme gebeten.

## Geschichte des Artikels

history = [{ $source }], { $from } → { $to } (erfasst { $captured }):
quote-unchanged = das Zitat ist unverändert.
quote-removed = das Zitat wurde entfernt. Es lautete { $was }.
quote-now =
    { $state ->
        [typographic] nur das Schriftbild des Zitats änderte sich. Es lautete { $was } und lautet nun { $now }.
        [edited] das Zitat wurde geändert. Es lautete { $was } und lautet nun { $now }.
        [moved] das Zitat wurde verschoben. Es lautet { $now }.
        [moved-and-edited] das Zitat wurde verschoben und geändert. Es lautete { $was } und lautet nun { $now }.
       *[ambiguous] das Zitat kann an mehr als einer Stelle stehen. Es lautete { $was }, und eine Stelle lautet nun { $now }.
    }
text-is-gone = der größte Teil des Textes fehlt, und mit ihm das Zitat. Steht er hinter einer Bezahlschranke, oder wurde er auf der Seite nicht gefunden? Niemand muss ihn entfernt haben.
text-around-is-gone = Der größte Teil des Textes darum fehlt: Steht er hinter einer Bezahlschranke, oder wurde er auf der Seite nicht gefunden?
not-captured-again = Kein Zitat dieser Behauptung kommt aus einer Quelle, die noch einmal erfasst wurde.

## Punktwert

score-is = { $value } zwischen 0 (widerlegt) und 1 (belegt), berechnet von { $scorer } aus den festgehaltenen Aussagen und Einstufungen.
score-is-from = { $value } zwischen 0 (widerlegt) und 1 (belegt), ausgehend von { $base }, berechnet von { $scorer } aus den festgehaltenen Aussagen und Einstufungen.
score-is-aid = Er ist eine Hilfe und nicht das Urteil.
undetermined = Unbestimmt, sagt { $scorer }.
disagreement =
    { $side ->
        [score-higher] Der Punktwert neigt zur Behauptung, das Urteil gegen sie.
       *[score-lower] Der Punktwert neigt gegen die Behauptung, das Urteil zu ihr.
    }
effect = Wirkung
link = Verbindung
statement = Aussage
not-computed = Nicht berechnet.

## Was nicht bekannt ist

unknown =
    { $what ->
        [claimant] Wer die Behauptung aufgestellt hat, ist nicht festgehalten.
        [said] Wann das gesagt wurde, ist nicht festgehalten.
        [source] Keine Quelle ist festgehalten, in der die Behauptung steht.
        [counter-statement] Keine Gegendarstellung ist festgehalten.
        [credibility] Wie glaubwürdig diese Aussagen sind, ist nicht bekannt: { $handles }.
        [reliability] Wie zuverlässig diese Quellen sind, ist nicht bekannt: { $handles }.
       *[reply] Keine Antwort des Urhebers auf das, was gegen die Behauptung gesagt wird, ist festgehalten.
    }
nothing-missing = Nichts, wonach dieser Bericht sucht, fehlt in den Aufzeichnungen.

## Korrekturen

correction =
    { $class ->
        [changes] ändert das Urteil
        [keeps] ändert das Urteil nicht
        [void] zieht den Faktencheck zurück
        [spelling] berichtigt den Wortlaut
        [update] bringt ihn auf den neuesten Stand
       *[other] eine andere Änderung
    }
correction-from = { $what }, von { $before } zu { $after }
none = Keine.

## Vorgehen und Quellen

method-captures = Jede Quelle wurde erfasst, wie sie war; jede Erfassung wird unverändert aufbewahrt und nach der SHA-256-Summe ihrer Bytes benannt, wie sha256sum sie ausgibt.
method-quotes = Zitate stehen Wort für Wort im Text der Fassung, die bei ihnen genannt ist.
method-grades = Zuverlässigkeit (A bis F) und Glaubwürdigkeit (1 bis 6) sind Admiralty-Einstufungen; F und 6 heißen unbekannt.
method-keys = Der dauerhafte Schlüssel einer Behauptung steht im Kopf dieses Berichts.
method-score = Ein Punktwert ist eine Hilfe und nicht das Urteil; das Programm claims berechnet ihn aus den Aufzeichnungen neu.
live = Im Netz
no-address = keine Adresse ist festgehalten
derived-from = Übernommen aus
gone = nicht mehr vorhanden am { $captured }
not-captured = nicht erfasst; genannt von { $origin }
captured = erfasst { $captured } aus { $origin }
bytes =
    { $count ->
        [one] { $count } Byte
       *[other] { $count } Bytes
    }
archived-at = archiviert unter { $archive }
no-archive = keine archivierte Kopie
source-kind =
    { $kind ->
        [article] Artikel
        [report] Bericht
        [video] Video
        [image] Bild
        [audio] Tonaufnahme
        [dataset] Datensatz
        [post] Beitrag
        [interview] Interview
       *[document] Dokument
    }

## Für die Redaktion

status-is = Stand: { $status }
level =
    { $level ->
        [error] Zu klären
       *[warn] Anzusehen
    }

## Seiten

skip = Zum Text springen
contents = Inhalt
all-claims = Alle Behauptungen
map-of = Karte der Argumente zur Behauptung
map-in-words = Jedes Kästchen ist eine Aussage, jeder Pfeil führt von einer Aussage zu dem, wozu sie spricht. Die Abschnitte darüber sagen dasselbe in Worten.
timeline = Zeitleiste
event =
    { $kind ->
        [said] gesagt von { $what }
        [published] veröffentlicht: { $what }
        [captured] erfasst: { $what }
        [gone] nicht mehr vorhanden: { $what }
        [asked] { $what } wurde um Stellungnahme gebeten
        [answered] { $what } antwortete
        [went-out] diese Prüfung wurde veröffentlicht
        [withdrawn] diese Prüfung wurde zurückgezogen: { $what }
        [corrected] berichtigt: { $what }
       *[decided] entschieden: { $what }
    }
edits = Was Änderungen bewirkten
edits-of = Was Änderungen in „{ $title }“ bewirkten
edits-note = Durchgestrichene Wörter wurden herausgenommen, unterstrichene eingefügt; hervorgehobene Wörter sind ein Zitat der Behauptung, die bei ihnen genannt ist.
from-to = { $from } → { $to }
nothing-changed = Am Text änderte sich nichts.
side-by-side = Nebeneinander
unchanged-paragraphs =
    { $count ->
        [one] ein unveränderter Absatz
       *[other] { $count } unveränderte Absätze
    }
coarse = Stellenweise sind die Texte so verschieden, dass ganze Abschnitte als ersetzt gezeigt werden.
removed = herausgenommen:
added = eingefügt:
quote-of = Zitat von { $handle }
see-in-article = auf der Seite selbst
archived-copy = archivierte Kopie
search = Suche
search-hint = Wörter in Behauptungen, Namen, Urteilen und Begründungen
found =
    { $count ->
        [one] { $count } Behauptung gefunden
       *[other] { $count } Behauptungen gefunden
    }
