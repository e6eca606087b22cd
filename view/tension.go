package view

import "demarche"

// kinds says what stands against what.
var kinds = map[demarche.TensionKind]string{
	demarche.Denial:        "denied",
	demarche.Contradiction: "contradicted",
	demarche.Count:         "counted differently",
	demarche.Split:         "divided",
}

// against puts the two rows side by side, without a verdict.
func against(kind demarche.TensionKind, sides []string) string {
	line := kinds[kind]
	if line == "" {
		line = string(kind)
	}
	for i, s := range sides {
		sep := " ⇄ "
		if i == 0 {
			sep = ": "
		}
		line += sep + s
	}
	return line
}

// longest is how many letters of a row a tension repeats.
const longest = 110

func short(r Row) string { return "[" + r.ID + "] " + r.Marks + " " + cut(r.Line, longest) }

// cut shortens a sentence to about n letters, between words.
func cut(s string, n int) string {
	line := []rune(s)
	if len(line) <= n {
		return s
	}
	at := n
	for at > n/2 && line[at] != ' ' {
		at--
	}
	return string(line[:at]) + "…"
}
