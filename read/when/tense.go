package when

import (
	"demarche/read/numeral"
	"demarche/text"
)

// Tense is the direction in which an expression without a year or a week looks
// from the publication.
type Tense uint8

// The tenses. Unknown is read as past, which is what news tells of.
const (
	Unknown Tense = iota
	Past
	Present
	Future
)

// Words of tense for texts without tags. They are the closed class of English
// auxiliaries, and the irregular past forms that news uses most.
var futureWords = map[string]bool{"will": true, "'ll": true, "shall": true, "would": true, "wo": true, "won't": true, "may": true, "might": true,
	"could": true, "should": true, "must": true, "can": true, "due": true, "set": true, "scheduled": true, "expected": true, "planned": true,
	"slated": true, "upcoming": true, "plans": true, "planning": true, "plan": true, "expects": true, "hopes": true, "aims": true, "intends": true, "deadline": true}

var pastWords = map[string]bool{"was": true, "were": true, "had": true, "did": true, "said": true, "met": true, "told": true, "held": true,
	"took": true, "came": true, "went": true, "left": true, "gave": true, "made": true, "began": true, "spoke": true, "sent": true, "struck": true,
	"fell": true, "fought": true, "won": true, "lost": true, "led": true, "put": true, "saw": true, "wrote": true, "became": true, "broke": true,
	"rose": true, "flew": true, "found": true, "brought": true, "drew": true, "grew": true, "hit": true, "kept": true, "paid": true, "ran": true,
	"sought": true, "stood": true, "thought": true, "has": true, "have": true, "'ve": true, "been": true, "got": true, "wasn't": true, "didn't": true, "hadn't": true, "haven't": true, "saying": true}

var presentWords = map[string]bool{"is": true, "are": true, "'re": true, "am": true, "'m": true, "isn't": true, "aren't": true, "does": true, "do": true}

// looksAhead are lemmas whose time lies ahead of the moment of speaking even
// in the past tense: "had been scheduled for Monday".
var looksAhead = map[string]bool{"schedule": true, "plan": true, "expect": true, "slate": true, "set": true, "due": true, "intend": true, "propose": true,
	"postpone": true, "invite": true, "aim": true, "deadline": true, "hope": true, "prepare": true, "want": true, "await": true, "target": true}

// didIt are verbs whose infinitive happened when they did.
var didIt = map[string]bool{"manage": true, "able": true, "fail": true, "begin": true, "start": true, "continue": true, "help": true, "use": true, "seem": true, "appear": true, "say": true, "report": true, "believe": true}

// sameForm are verbs whose past looks like their present, so that the tag
// cannot be relied on.
var sameForm = map[string]bool{"read": true, "put": true, "set": true, "hit": true, "cut": true, "let": true, "shut": true, "cost": true, "hurt": true, "quit": true, "split": true, "spread": true, "cast": true}

// reporting verbs in the present tell of what was just said.
var saying = map[string]bool{"say": true, "tell": true, "report": true, "add": true, "write": true, "claim": true, "warn": true, "announce": true}

// tenseAt is the tense of the clause that the time at atoms [e.from, e.to)
// belongs to: by the tree when there is one, else by the nearest verb in the
// sentence, those before the time first.
func tenseAt(d *text.Doc, a []numeral.Atom, e *expr, head int, s text.Range) Tense {
	tagged := len(d.Tags) == len(d.Tokens)
	if tagged && e.from > 0 {
		// "said on Monday that it would": the parser may hang the day on what
		// follows, the reader does not
		i := e.from - 1
		if a[i].Low == "on" && i > 0 {
			i--
		}
		if s.Has(a[i].Tok) && d.Tags[a[i].Tok].XPOS == "VBD" && !looksAhead[d.Lemma(a[i].Tok)] {
			return Past
		}
	}
	if tagged && len(d.Arcs) == len(d.Tokens) {
		if e.form == calendar && e.wd > 0 && e.mod == noMod && e.d == 0 && e.from > 0 && a[e.from-1].Low == "on" && asked(d, head) {
			return Past
		}
		if t := treeTense(d, head); t != Unknown {
			return t
		}
	}
	for i := e.from - 1; i >= 0 && s.Has(a[i].Tok); i-- {
		if a[i].Low == ";" {
			break
		}
		if t := wordTense(d, a, i, tagged); t != Unknown {
			return t
		}
	}
	for i := e.to; i < len(a) && s.Has(a[i].Tok); i++ {
		if t := wordTense(d, a, i, tagged); t != Unknown {
			return t
		}
	}
	return Unknown
}

// wordTense is what one word says of the tense of its clause.
func wordTense(d *text.Doc, a []numeral.Atom, i int, tagged bool) Tense {
	if a[i].Kind != numeral.Word {
		return Unknown
	}
	w := a[i].Low
	if futureWords[w] && !(a[i].Cap && w == "may") {
		return Future
	}
	if tagged {
		t := &d.Tags[a[i].Tok]
		switch t.XPOS {
		case "VBD":
			return Past
		case "VBN":
			if i > 0 && (a[i-1].Low == "to" || a[i-1].Low == "be") {
				return Future
			}
			return Unknown
		case "VBZ", "VBP":
			if w == "has" || w == "have" || w == "'ve" || saying[d.Lower(a[i].Tok)] || saying[t.Lemma] {
				return Past
			}
			return Present
		case "VB":
			if i > 0 && a[i-1].Low == "to" {
				return Future
			}
		}
		return Unknown
	}
	switch {
	case pastWords[w]:
		return Past
	case presentWords[w]:
		return Present
	case len(w) > 4 && w[len(w)-2:] == "ed" && !a[i].Cap:
		return Past
	case w == "to" && i+1 < len(a) && a[i+1].Kind == numeral.Word && !a[i+1].Cap && baseForm(a[i+1].Low):
		return Future
	}
	return Unknown
}

// baseForm guesses whether the word after "to" is a verb.
func baseForm(w string) bool {
	switch w {
	case "the", "a", "an", "his", "her", "its", "their", "our", "my", "this", "that", "these", "those", "all", "some", "any", "no", "which", "it", "him", "them", "us", "more", "other", "both", "what":
		return false
	}
	return len(w) > 1 && w[len(w)-1] != 's' || w == "discuss" || w == "address" || w == "press" || w == "express" || w == "pass"
}

// asking are verbs whose object lies ahead: "demanded a reply by Friday".
var asking = map[string]bool{"demand": true, "order": true, "give": true, "ask": true, "urge": true, "promise": true, "pledge": true, "vow": true,
	"seek": true, "request": true, "require": true, "call": true, "need": true, "offer": true, "agree": true, "threaten": true, "want": true, "expect": true}

// pressing are verbs whose infinitive says what another is to do.
var pressing = map[string]bool{"urge": true, "ask": true, "order": true, "tell": true, "call": true, "implore": true, "press": true, "warn": true,
	"instruct": true, "advise": true, "encourage": true, "beg": true, "exhort": true}

// asked reports whether time i hangs on the infinitive of what somebody was
// asked to do: "urged them to send planes in a call on Saturday" was on
// Saturday.
func asked(d *text.Doc, i int) bool {
	for n := 0; i >= 0 && n < 8; n++ {
		h := d.Head(i)
		if m := d.Kid(i, "mark"); h >= 0 && d.Tags[i].XPOS == "VB" && m >= 0 && d.Lower(m) == "to" {
			return d.Tags[h].XPOS == "VBD" && pressing[d.Lemma(h)] && d.Kid(h, "obj", "iobj", "obl") >= 0
		}
		i = h
	}
	return false
}

// happened reports whether the clause of a time tells in the plain past tense
// of what was done, not of what was asked for.
func happened(d *text.Doc, i int) bool {
	for n := 0; i >= 0 && n < 20; n++ {
		if t, done := verbTense(d, i); done {
			return t == Past && !asking[d.Lemma(i)] && !saying[d.Lemma(i)] && !looksAhead[d.Lemma(i)]
		}
		i = d.Head(i)
	}
	return false
}

// treeTense climbs from a time to the verb that governs it.
func treeTense(d *text.Doc, i int) Tense {
	for n := 0; i >= 0 && n < 20; n++ {
		if t, done := verbTense(d, i); done {
			return t
		}
		i = d.Head(i)
	}
	return Unknown
}

// verbTense is the tense of the clause headed by token v; done is false when
// the clause above decides.
func verbTense(d *text.Doc, v int) (t Tense, done bool) {
	lemma := d.Lemma(v)
	var modal, had, was, to, cop bool
	present := false
	for k := range d.Kids(v) {
		switch rel := d.Rel(k); {
		case text.RelIs(rel, "aux", "cop"):
			cop = cop || rel == "cop"
			switch w := d.Lower(k); {
			case w == "have" && d.UPOS(v) == "NUM": // "could have 150,000": a verb of its own
			case w == "have" || w == "has" || w == "had" || w == "'ve":
				had = true
			case w == "was" || w == "were" || w == "did":
				was = true
			case futureWords[w] || d.Tags[k].XPOS == "MD":
				modal = true
			case w == "is" || w == "are" || w == "'re" || w == "am" || w == "'s" || w == "do" || w == "does" || w == "'m":
				present = true
			}
		case rel == "mark" && d.Lower(k) == "to":
			to = true
		}
	}
	verb := d.UPOS(v) == "VERB" || d.UPOS(v) == "AUX"
	if !verb && !cop {
		if looksAhead[lemma] && d.UPOS(v) == "ADJ" {
			return Future, true
		}
		return Unknown, false
	}
	switch {
	case modal && had:
		return Past, true
	case modal:
		return Future, true
	case looksAhead[lemma] && d.Tags[v].XPOS != "VBD":
		return Future, true
	case had || was:
		if looksAhead[lemma] {
			return Future, true
		}
		return Past, true
	case to:
		for h := d.Head(v); h >= 0; h = d.Head(h) {
			if didIt[d.Lemma(h)] {
				return Unknown, false
			}
			if d.UPOS(h) == "VERB" || d.UPOS(h) == "ADJ" || d.UPOS(h) == "NOUN" {
				break
			}
		}
		return Future, true
	}
	switch d.Tags[v].XPOS {
	case "VBD":
		return Past, true
	case "VBZ", "VBP":
		if saying[lemma] {
			return Past, true
		}
		if sameForm[lemma] && d.Tags[v].XPOS == "VBP" {
			return Unknown, false
		}
		return Present, true
	}
	if present {
		return Present, true
	}
	return Unknown, false // a participle or a bare form: its clause decides
}
