// Package rule holds the pattern language in which analysts say what counts as
// an act: it loads and checks rules, matches them over a parsed text.Doc, and
// keeps the trace of a match. It knows no vocabulary of its own; words are in
// the rules and in the lists beside them.
//
// # The language
//
// A file holds rules; a rule is a block of lines "key  value". Words are
// lemmas: inflection, case, passive voice, control ("is set to visit"),
// relative clauses ("Moscow, which amassed") and support verbs ("held talks",
// "talks took place") are the engine's work and are never written in a rule.
//
//	rule   consult.meet                    name, unique over all files
//	verb   meet | "sit down with"          heads that are verbs or verb phrases
//	noun   talks | summit | "peace talks"  heads that are nouns or noun phrases
//	adj    unacceptable                    heads that are adjectives
//	pred   in                              heads that are predicates after "be": "is in Ukraine"
//	light  hold | have | host              support verbs of the noun heads; @light when left out, "none" for none
//	who    subject, owner, between         a role: the functions it is looked for in, first found wins
//	whom   object, with + alongside        "+" joins two functions instead
//	need   who: actor   whom: actor?       conditions; "?" keeps a role only if it fits, without failing
//	need   who | whom: actor               at least one of them
//	bar    object: expectation | demand    must not hold
//	emit   act meet                        or: act T [subtype S] [status S] · statement FORCE · force FORCE
//	at     2023-02-20                      publication date of the examples that follow
//	yes    Wang Yi met Antony Blinken.     a sentence the rule takes
//	         who=Wang Yi  whom=Antony Blinken
//	no     The offer met expectations.     a sentence it leaves
//
// A force settles what a claim does whose cue only says. Between words that
// look like more and a rule of force "state", the rule wins: "We will see"
// pledges nothing.
//
// A head phrase is matched over the tree: after a verb come its particles and
// the nouns of its object and prepositional phrases ("come under criticism
// from", "pull out of", "reach a deal"), in active, passive, participial or
// relative form; a preposition at the end must be there. In a noun phrase the
// last noun, or the one before the first preposition, is the head. "*" is
// every verb.
//
// Functions, read off Universal Dependencies in functions.go:
//
//	subject     who does it, in either voice, also shared, controlled or relative; of the support verb for a noun
//	object      what it is done to, in either voice
//	recipient   the indirect object
//	clause      the head of a complement clause or infinitive
//	owner       possessive of a noun: "Russia's", "his"
//	modifier    adjectives and compounds of a noun: "Russian", "Putin-Macron"
//	attendee    subject of the verb that a noun hangs from in "during/in/for/after talks"
//	sponsor     subject of the verb that a noun hangs from in whatever way: "proposed a summit with"
//	support     the support verb of a noun: "held"
//	blamed      whoever is accused of what a noun names, or blamed for it
//	complement  what the object is called: "a liar" of "called him a liar"
//	predicate   the head of the clause that is said of a noun: "plans" of "the visit is not in the plans"
//	determiner  "the", "a", "no" of a noun
//	aux, mark, negation, adverb            those words of a verb
//	whose       on a path: whose forces, arms or attack a noun is, Turkey for "Turkish troops"
//	side        the same, or the word itself when it is none of these
//	governor    what a noun depends on
//	carrier     the noun that carries it: "round" in "a round of talks"
//	self        the head itself
//	with, from, by, near, ahead-of …       the noun after that preposition; "between" gives all its nouns
//
// A dot makes a path, near.owner being X in "near X's border". A condition
// names a role or a function and what it must be: actor, person, human (a person, people or
// a group), state, organization, media, body (an actor that is no state), place, time,
// amount, noun, clause, several (more than one actor), any; or lemmas and
// @lists from data/en/lists. A word that is also a class is quoted: "state".
//
// Four lists are the engine's own: light (support verbs), light-moved (those
// that say what becomes of the event, "cancelled"), occur ("took place") and
// carriers ("a round of"); whose sees through forces, weapons and attacks.
//
// # Matching
//
// All rules whose head word stands at a token are tried. Where the triggers of
// two matches share a token, one stays: first the longer head phrase, then the
// rule with more conditions (or a greater "rank N"), then the earlier file. So
// "hold" + "talks" wins over "talks", and one trigger gives one act.
//
// # Why not the bare "head" of the first sketch
//
// Fifty rules on paper showed three needs that changed it: nearly every verb
// has event nouns with other role sources, so heads say their part of speech
// and one rule may hold both; most false matches are about the object, the
// modifier or a preposition, so a condition may name a function without
// binding a role; and support verbs are so regular that they belong to the
// engine, not in forty quoted phrases.
package rule
