package segment

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"demarche/text"
)

// show writes one sentence a line with a space between tokens; a line that
// begins a paragraph after the first has "¶ " before it, a heading "# ", an item
// "* ", a dateline "@ ".
func show(src string, l Layers) string {
	var b strings.Builder
	for i, s := range l.Sentences {
		if i > 0 {
			b.WriteByte('\n')
			if s.Paragraph != l.Sentences[i-1].Paragraph {
				b.WriteString("¶ ")
			}
		}
		b.WriteString([]string{"", "# ", "* ", "@ "}[s.Kind])
		for k := s.From; k < s.To; k++ {
			if k > s.From {
				b.WriteByte(' ')
			}
			b.WriteString(l.Tokens[k].In(src))
		}
	}
	return b.String()
}

func TestTokens(t *testing.T) {
	s := newSplitter(t)
	for _, c := range []struct{ src, want string }{
		{"They don't, can't and cannot wait.", "They do n't , ca n't and can not wait ."},
		{"Moscow's envoy isn't gonna say who'd've gone.", "Moscow 's envoy is n't gon na say who 'd 've gone ."},
		{"The envoys’ plan didn’t fail, it’s Paris’s.", "The envoys ’ plan did n’t fail , it ’s Paris ’s ."},
		{"At 5 o'clock O'Brien and d'Estaing met 'em.", "At 5 o'clock O'Brien and d'Estaing met 'em ."},
		{"The '90s and the 1990's ended; 2003's war came.", "The '90s and the 1990's ended ; 2003 's war came ."},
		{"A U.S.-led, anti-war, so-called pro-EU Franco-German plan.", "A U.S. - led , anti-war , so - called pro-EU Franco - German plan ."},
		{"The co-chair re-elected a non-NATO ex-minister.", "The co-chair re-elected a non-NATO ex-minister ."},
		{"It cost $5m, US$4.5bn, €30 or 10%.", "It cost $ 5 m , US$ 4.5 bn , € 30 or 10 % ."},
		{"Talks began at 7:45 p.m. on Monday and at 5pm today.", "Talks began at 7:45 p.m. on Monday and at 5 pm today ."},
		{"From 2022-02-08 to 9/11/2001, 14-15 or 8–10 of 100,000.", "From 2022-02-08 to 9/11/2001 , 14 - 15 or 8 – 10 of 100,000 ."},
		{"Call 713-853-3989 or +44 now.", "Call 713-853-3989 or +44 now ."},
		{"See https://un.org/en/a-b.html, www.osce.org and press@mfa.gov.ua.", "See https://un.org/en/a-b.html , www.osce.org and press@mfa.gov.ua ."},
		{"A force -- some 150,000 -- moved...then stopped.", "A force -- some 150,000 -- moved ... then stopped ."},
		{"His/her visit and/or call…", "His / her visit and / or call …"},
		{"AT&T and the R&D arm (the \"unit\") left [sic].", "AT&T and the R&D arm ( the \" unit \" ) left [ sic ] ."},
		{"Joseph R. Biden, Jr., spoke on Feb. 8 of No. 2.", "Joseph R. Biden , Jr. , spoke on Feb. 8 of No. 2 ."},
		{"MH-17 and COVID-19 in mid-2004.", "MH - 17 and COVID - 19 in mid-2004 ."},
		{"#StandWithUkraine by @POTUS is #1.", "#StandWithUkraine by @POTUS is # 1 ."},
		{"Chad would not\u200b attack \u202eSudan\u202c.", "Chad would not attack Sudan ."}, // what shows nothing hides no word
		{"Really?! No!! Yes.", "Really ?!\nNo !!\nYes ."},
		{"It is ``final'' now.", "It is `` final '' now ."},
	} {
		if got := show(c.src, s.Split(c.src)); strings.TrimPrefix(got, "# ") != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestSentences(t *testing.T) {
	s := newSplitter(t)
	for _, c := range []struct{ name, src, want string }{
		{"abbreviation before a noun", "U.S. officials left. The U.S. Senate voted.", "U.S. officials left .\nThe U.S. Senate voted ."},
		{"abbreviation at the end", "He lives in the U.S. He said so at 5 p.m. Nobody came.", "He lives in the U.S .\nHe said so at 5 p.m .\nNobody came ."},
		{"misprint", "the U.S was told. The U.K agreed.", "the U.S was told .\nThe U.K agreed ."},
		{"titles", "Mr. Orlov, Sen. Hale, Gen. Mora and Gov. Day met Dr. Ruiz. They ate.", "Mr. Orlov , Sen. Hale , Gen. Mora and Gov. Day met Dr. Ruiz .\nThey ate ."},
		{"number", "He is No. 2. The answer was no. Then he left.", "He is No. 2 .\nThe answer was no .\nThen he left ."},
		{"initials", "J. R. R. Stone met A. Weir. Vitamin C. The end.", "J. R. R. Stone met A. Weir .\nVitamin C. The end ."},
		{"time zone", "They met at 7 p.m. Eastern on Friday.", "They met at 7 p.m. Eastern on Friday ."},
		{"dots", "A number of ideas, proposals...are possible. Others ... are not.", "A number of ideas , proposals ... are possible .\nOthers ... are not ."},
		{"question in quotation", "“Will you go?” she asked. “No.” He left.", "“ Will you go ? ” she asked .\n“ No . ”\nHe left ."},
		{"name after a question", "\"Is it over?\" Mr. Orlov asked. \"No!\" The hall laughed.", "\" Is it over ? \" Mr. Orlov asked .\n\" No ! \"\nThe hall laughed ."},
		{"ends inside quotation", "\"We came. We saw,\" he said.", "\" We came .\nWe saw , \" he said ."},
		{"brackets", "He left (it was late). She stayed. (Nobody knew why.) It rained [...] all day.", "He left ( it was late ) .\nShe stayed .\n( Nobody knew why . )\nIt rained [ ... ] all day ."},
		{"semicolon after quotation", "\"We are ready\"; so he said. It ended.", "\" We are ready \" ; so he said .\nIt ended ."},
		{"no space", "The talks ended.The envoy left.", "The talks ended .\nThe envoy left ."},
		{"inc", "Acme Inc. said so. It bought Zeta Corp. The price was low.", "Acme Inc. said so .\nIt bought Zeta Corp .\nThe price was low ."},
		{"agency dateline", "KYIV, February 8 (Reuters) -- Talks began. They ended.", "@ KYIV , February 8 ( Reuters ) --\nTalks began .\nThey ended ."},
		{"agency dateline, dash", "TEHRAN (AFP) - A contest opened.", "@ TEHRAN ( AFP ) -\nA contest opened ."},
		{"spaced dots", "They tried to stop him . . . but failed . . . They left.", "They tried to stop him . . . but failed . . .\nThey left ."},
		{"dots after the end", "They left. ... Nobody stayed.", "They left . ...\nNobody stayed ."},
		{"period before a reporting clause", "\"They left.\" Mr. Orlov said. \"It is over.\" Orlov said nothing.", "\" They left . \" Mr. Orlov said .\n\" It is over . \"\nOrlov said nothing ."},
		{"name and dash", "On Friday, Mr. Orlov -- the envoy -- left. On Monday, the Court of Arland (CA) -- the highest -- ruled.", "On Friday , Mr. Orlov -- the envoy -- left .\nOn Monday , the Court of Arland ( CA ) -- the highest -- ruled ."},
		{"no dateline", "Talks -- the first -- began. Kyiv - the capital - waits.", "Talks -- the first -- began .\nKyiv - the capital - waits ."},
		{"headline, date, body", "Envoys meet in Vienna\n\nSunday, March 31, 2019\n\nThe envoys met.", "# Envoys meet in Vienna\n¶ @ Sunday , March 31 , 2019\n¶ The envoys met ."},
		{"newline headings", "Talks resume\nThe two sides met on Monday in the old town hall of the city, officials said on Tuesday after a long night of talks which many had thought would fail.\nNext steps\nThey will meet again in a month, the ministry said in a statement that was published late on Tuesday after the guests had left for home.",
			"# Talks resume\n¶ The two sides met on Monday in the old town hall of the city , officials said on Tuesday after a long night of talks which many had thought would fail .\n¶ # Next steps\n¶ They will meet again in a month , the ministry said in a statement that was published late on Tuesday after the guests had left for home ."},
		{"hard wrapped", "The two sides met on Monday in the old town hall of the city,\nofficials said on Tuesday. Another round of talks was expected\nin a month.\n\nNobody spoke.", "The two sides met on Monday in the old town hall of the city , officials said on Tuesday .\nAnother round of talks was expected in a month .\n¶ Nobody spoke ."},
		{"list", "The plan has three parts:\n- a truce\n- talks\n1. Prisoners go home.\n(a) first the sick", "The plan has three parts :\n¶ * - a truce\n¶ * - talks\n¶ * 1 . Prisoners go home .\n¶ * ( a ) first the sick"},
		{"markdown", "# Talks resume\nThey met.", "# # Talks resume\n¶ They met ."},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(c.src, s.Split(c.src)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// showQuotes writes the words of each quotation with its depth: "0 words",
// with " (open)" when it is not closed and " < n" when it continues another.
func showQuotes(src string, l Layers) string {
	var out []string
	for _, q := range l.Quotes {
		s := fmt.Sprint(q.Depth, " ", src[l.Tokens[q.From].Start:l.Tokens[q.To-1].End])
		if !q.Closed() {
			s += " (open)"
		}
		if q.Continues >= 0 {
			s += fmt.Sprint(" < ", q.Continues)
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

func TestQuotes(t *testing.T) {
	s := newSplitter(t)
	for _, c := range []struct{ name, src, want string }{
		{"straight", `He made "concrete" offers, "in this sense," he said.`, "0 concrete\n0 in this sense,"},
		{"curly", "“We will act,” she said. “Soon.”", "0 We will act,\n0 Soon."},
		{"mixed", "“We will act,\" she said. \"Soon.”", "0 We will act,\n0 Soon."},
		{"latex", "``We will act,'' she said.", "0 We will act,"},
		{"guillemets", "« Nous irons », he said, «so»", "0 Nous irons\n0 so"},
		{"nested", `"He said 'no deal' to us," she said. “The word ‘red line’ fell.”`, "0 He said 'no deal' to us,\n1 no deal\n0 The word ‘red line’ fell.\n1 red line"},
		{"single outside", "'We won't go,' he said. 'The leaders' plan is dead.'", "0 We won't go,\n0 The leaders' plan is dead."},
		{"apostrophes", "The leaders' plan and the '90s weren't his parents' fault.", ""},
		{"curly apostrophes", "The leaders’ plan isn’t “his parents’ fault”.", "0 his parents’ fault"},
		{"paragraphs", "\"We came,\" he said.\n\n\"We saw. It was late.\n\n\"We won. It was over.\n\n\"We left.\" He sat down.", "0 We came,\n0 We saw. It was late. (open)\n0 We won. It was over. (open) < 1\n0 We left. < 2"},
		{"paragraph without mark", "\"We saw. It was late.\n\nWe left,\" he said.", "0 We saw. It was late. (open)\n0 We left, < 0"},
		{"never closed, reporting tail", "\"The notion that we would yield is not going to happen, Orlov said during a news conference. He left.", "0 The notion that we would yield is not going to happen (open)"},
		{"never closed, verb first", "\"It will not happen, said Mr. Orlov. He left.", "0 It will not happen (open)"},
		{"never closed, pronoun", "“It will not happen, he said.\n\n“We go.”", "0 It will not happen (open)\n0 We go."},
		{"never closed, no tail", "He spoke of \"a red line. The hall was silent.", "0 a red line. (open)"},
		{"never closed before another", "\"We are ready, he said. \"They are not,\" she said.", "0 We are ready (open)\n0 They are not,"},
		{"curly inside straight", "\"The court defended “equal justice” in its ruling. So it goes.\n\n\"It ended.\"", "0 The court defended “equal justice” in its ruling. So it goes. (open)\n1 equal justice\n0 It ended. < 0"},
		{"two single marks", "The “question’’ was a ‘‘trick’’ one.", "0 question\n0 trick"},
		{"heights", "The door is 6'2\" high and 5\" deep.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := showQuotes(c.src, s.Split(c.src)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// check holds what every result must keep, for any bytes.
func check(t *testing.T, src string, l Layers) {
	t.Helper()
	at := 0
	gap := func(to int) {
		if strings.TrimFunc(src[at:to], blank) != "" {
			t.Fatalf("bytes %d to %d are in no token: %q", at, to, src[at:to])
		}
	}
	for i, k := range l.Tokens {
		if k.Start < at || k.End <= k.Start || k.End > len(src) {
			t.Fatalf("token %d has span %v after byte %d", i, k.Span, at)
		}
		gap(k.Start)
		at = k.End
	}
	gap(len(src))
	n := 0
	for i, s := range l.Sentences {
		if s.From != n || s.To <= s.From || s.Paragraph < 0 || s.Paragraph >= len(l.Paragraphs) {
			t.Fatalf("sentence %d is %+v, after token %d", i, s, n)
		}
		n = s.To
	}
	if n != len(l.Tokens) {
		t.Fatalf("sentences end at token %d of %d", n, len(l.Tokens))
	}
	n, m := 0, 0
	for i, p := range l.Paragraphs {
		if p.From != n || p.To <= p.From || p.Sentences.From != m || p.Sentences.To <= m {
			t.Fatalf("paragraph %d is %+v", i, p)
		}
		for k := p.Sentences.From; k < p.Sentences.To; k++ {
			if l.Sentences[k].Paragraph != i || !p.Range.Contains(l.Sentences[k].Range) {
				t.Fatalf("sentence %d is not in its paragraph %d", k, i)
			}
		}
		n, m = p.To, p.Sentences.To
	}
	if n != len(l.Tokens) || m != len(l.Sentences) {
		t.Fatalf("paragraphs end at token %d, sentence %d", n, m)
	}
	for i, q := range l.Quotes {
		if q.From < 0 || q.To <= q.From || q.To > len(l.Tokens) || q.Open >= q.From || q.Closed() && q.Close != q.To ||
			q.Continues >= i || q.Depth < 0 || i > 0 && q.From < l.Quotes[i-1].From {
			t.Fatalf("quote %d is %+v", i, q)
		}
		inside := false
		for _, p := range l.Paragraphs {
			inside = inside || p.Range.Contains(q.Range)
		}
		if len(l.Paragraphs) < 100 && !inside {
			t.Fatalf("quote %d crosses a paragraph: %+v", i, q)
		}
	}
	_ = text.Body
}

func FuzzSplit(f *testing.F) {
	s := newSplitter(f)
	for _, seed := range []string{
		"", " ", "\n\n", "\"", "“a", "a”", "'tis", "U.S.", "U.S.\"", "(U.S.)", "\xff\xfe", "a\xc2", "\u00a0x\u2029y", "“‘a’",
		"\"We came. We saw.\n\n\"We won, Orlov said.", "KYIV, Feb. 8 (AP) -- Talks", "- a\n- b\n1. c", "I'd've", "'s", "5'9\"", "a-", "-a", "--", "...?", "[1].[2]",
		"$", "US$", "#", "@a", "x@y", "http://", "''", "``", "’’", "`a'", "e.g.", "A.", "5.", ".5", "1,0", "a/b/", "_a_", "«‹»›",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) { check(t, src, s.Split(src)) })
}

// TestLinear reads texts that tempt a splitter to look ahead or back without
// end: time must grow with their length.
func TestLinear(t *testing.T) {
	s := newSplitter(t)
	for _, unit := range []string{
		"\"", "“", "'", "(", ")", "[1]", ".", "a.", "A.", "U.S. ", "\"a ", "'a ", "a' ", "s' ", "-", "a-", "1-", "/", "a/", "\"a\" ", "“a ‘b ",
		"'a s' ", "@", "_", "a\n", "- a\n", "\"A\n\n", "\"A, B\n\n", "\xff", "…", "’", "n't", "a.b", "$", "http:", ", A B C said", "\"A, ", "(\"", "KYIV -- ", "«a, ", "«", "‘a ", "A ", "1. ",
	} {
		spent := func(n int) time.Duration {
			src := strings.Repeat(unit, n/len(unit))
			best := time.Hour
			for range 2 {
				start := time.Now()
				s.Split(src)
				best = min(best, time.Since(start))
			}
			return best
		}
		small, big := spent(1<<13), spent(1<<17)
		slow := func() bool { return big > 100*small+50*time.Millisecond } // 16 times the length
		for range 4 {
			if !slow() {
				break
			}
			big = min(big, spent(1<<17)) // the machine may have been busy
		}
		if slow() {
			t.Errorf("%q repeated: %v for 8 KiB, %v for 128 KiB", unit, small, big)
		}
		check(t, strings.Repeat(unit, 300), s.Split(strings.Repeat(unit, 300)))
	}
}

func BenchmarkSplit(b *testing.B) {
	s := newSplitter(b)
	src := strings.Repeat("KYIV, February 8 (Reuters) -- The U.S. said on Monday that Moscow's \"security guarantees\" weren't enough. "+
		"“We will act,” Mr. Orlov, 52, said of some 110,000 troops, adding that talks...would go on at 7:45 p.m. with so-called pro-EU envoys.\n\n", 200)
	words := len(s.Split(src).Tokens)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		s.Split(src)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
