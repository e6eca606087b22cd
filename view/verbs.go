package view

import "demarche"

// verb is how an act of one type is told: "to meet", "met", "meeting" and what
// stands before the one it is done to.
type verb struct{ base, past, ing, to string }

var verbs = map[demarche.ActType]verb{
	demarche.Meet:        {"meet", "met", "meeting", " "},
	demarche.Visit:       {"visit", "visited", "visiting", " "},
	demarche.Call:        {"speak by telephone", "spoke by telephone", "speaking by telephone", " with "},
	demarche.Press:       {"appear before the press", "appeared before the press", "appearing before the press", " with "},
	demarche.Agree:       {"agree", "agreed", "agreeing", " with "},
	demarche.Support:     {"give support", "gave support", "giving support", " to "},
	demarche.Cooperate:   {"cooperate", "cooperated", "cooperating", " with "},
	demarche.Aid:         {"give aid", "gave aid", "giving aid", " to "},
	demarche.Concede:     {"make a concession", "made a concession", "making a concession", " to "},
	demarche.Withdraw:    {"withdraw", "withdrew", "withdrawing", " from "},
	demarche.Investigate: {"investigate", "investigated", "investigating", " "},
	demarche.Mobilize:    {"mobilise forces", "mobilised forces", "mobilising forces", " facing "},
	demarche.Sanction:    {"impose sanctions", "imposed sanctions", "imposing sanctions", " on "},
	demarche.Coerce:      {"use coercion", "used coercion", "using coercion", " against "},
	demarche.Attack:      {"attack", "attacked", "attacking", " "},
	demarche.Protest:     {"protest", "protested", "protesting", " against "},
	demarche.Decide:      {"take a decision", "took a decision", "taking a decision", " about "},
	demarche.OtherAct:    {"act", "acted", "acting", " towards "},
}

// kind is a type with a subtype that the rules know.
type kind struct {
	t   demarche.ActType
	sub demarche.Maybe
}

// closer are the verbs of subtypes, where the type alone would say too much or
// too little: who cancels a meeting has imposed no sanctions. A subtype that
// is not here is told by its type, with its name in brackets.
var closer = map[kind]verb{
	{demarche.Meet, "talks"}:           {"hold talks", "held talks", "holding talks", " with "},
	{demarche.Meet, "summit"}:          {"hold a summit", "held a summit", "holding a summit", " with "},
	{demarche.Meet, "meal"}:            {"share a meal", "shared a meal", "sharing a meal", " with "},
	{demarche.Visit, "stay"}:           {"visit", "visited", "visiting", " "},
	{demarche.Visit, "host"}:           {"visit", "visited", "visiting", " "}, // who is the guest, whom the host
	{demarche.Press, "joint"}:          {"appear before the press together", "appeared before the press together", "appearing before the press together", " with "},
	{demarche.Press, "address"}:        {"give an address", "gave an address", "giving an address", " to "},
	{demarche.Agree, "ceasefire"}:      {"agree on a ceasefire", "agreed on a ceasefire", "agreeing on a ceasefire", " with "},
	{demarche.Agree, "peace"}:          {"agree on peace", "agreed on peace", "agreeing on peace", " with "},
	{demarche.Support, "relations"}:    {"restore relations", "restored relations", "restoring relations", " with "},
	{demarche.Support, "mediate"}:      {"mediate", "mediated", "mediating", " for "},
	{demarche.Support, "accede"}:       {"join", "joined", "joining", " "},
	{demarche.Cooperate, "military"}:   {"exercise jointly", "exercised jointly", "exercising jointly", " with "},
	{demarche.Aid, "military"}:         {"give military aid", "gave military aid", "giving military aid", " to "},
	{demarche.Aid, "asylum"}:           {"give refuge", "gave refuge", "giving refuge", " to "},
	{demarche.Concede, "release"}:      {"release", "released", "releasing", " "},
	{demarche.Concede, "return"}:       {"give back", "gave back", "giving back", " to "},
	{demarche.Concede, "ease"}:         {"ease measures", "eased measures", "easing measures", " against "},
	{demarche.Concede, "demands"}:      {"meet demands", "met demands", "meeting demands", " of "},
	{demarche.Concede, "ceasefire"}:    {"hold fire", "held fire", "holding fire", " against "},
	{demarche.Concede, "calloff"}:      {"call off a step", "called off a step", "calling off a step", " against "},
	{demarche.Concede, "reverse"}:      {"reverse a step", "reversed a step", "reversing a step", " against "},
	{demarche.Concede, "access"}:       {"give permission", "gave permission", "giving permission", " to "},
	{demarche.Investigate, "court"}:    {"bring a case", "brought a case", "bringing a case", " against "},
	{demarche.Mobilize, "test"}:        {"test weapons", "tested weapons", "testing weapons", " facing "},
	{demarche.Mobilize, "passage"}:     {"move forces", "moved forces", "moving forces", " towards "},
	{demarche.Mobilize, "deployment"}:  {"deploy forces", "deployed forces", "deploying forces", " facing "},
	{demarche.Sanction, "discontinue"}: {"break off or suspend dealings", "broke off or suspended dealings", "breaking off or suspending dealings", " with "},
	{demarche.Sanction, "expel"}:       {"expel or recall diplomats", "expelled or recalled diplomats", "expelling or recalling diplomats", " of "},
	{demarche.Coerce, "arrest"}:        {"arrest", "arrested", "arresting", " "},
	{demarche.Coerce, "seize"}:         {"seize", "seized", "seizing", " "},
	{demarche.Coerce, "raid"}:          {"raid", "raided", "raiding", " "},
	{demarche.Coerce, "ban"}:           {"ban", "banned", "banning", " "},
	{demarche.Attack, "clash"}:         {"clash", "clashed", "clashing", " with "},
	{demarche.Attack, "violation"}:     {"violate territory", "violated territory", "violating territory", " of "},
	{demarche.Protest, "diplomatic"}:   {"lodge a protest", "lodged a protest", "lodging a protest", " with "},
	{demarche.Decide, "appointment"}:   {"appoint", "appointed", "appointing", " "},
	{demarche.Decide, "office"}:        {"take or leave office", "took or left office", "taking or leaving office", " under "},
	{demarche.Decide, "decree"}:        {"issue a decree", "issued a decree", "issuing a decree", " about "},
	{demarche.Decide, "court"}:         {"give judgment", "gave judgment", "giving judgment", " about "},
}

// verbOf is the verb of an act, and whether it tells the subtype too.
func verbOf(a *demarche.Act) (w verb, whole bool) {
	if w, ok := closer[kind{a.Type, a.Subtype}]; ok {
		return w, true
	}
	w, ok := verbs[a.Type]
	if !ok {
		w = verbs[demarche.OtherAct]
	}
	return w, a.Subtype == ""
}
