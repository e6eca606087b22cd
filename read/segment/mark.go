package segment

// family groups the marks of quotation that can close one another.
type family uint8

const (
	notMark   family = iota
	double           // " “ ” „ `` ''
	single           // ' ‘ ’ `
	guillemet        // « » ‹ ›
	corner           // 「 」 and their like
)

// way is whether a mark opens or closes.
type way uint8

const (
	neither way = iota
	opens
	closes
)

// mark is what is known of a token that is a mark of quotation.
type mark struct {
	family family
	way    way
	sure   bool // the sign itself says its direction, or the spacing leaves no doubt
}

// direct decides for every mark of the paragraph that begins at token from
// whether it opens or closes: by its sign, else by the white space around it,
// else by what is open.
func (w *work) direct(from int) {
	open := false
	for i := from; i < len(w.toks); i++ {
		if w.class[i] != quoteMark {
			continue
		}
		before := i == from || w.toks[i-1].End < w.toks[i].Start || w.class[i-1] == opener || w.class[i-1] == dash ||
			w.class[i-1] == quoteMark && w.mark[i-1].way == opens
		after := i+1 == len(w.toks) || w.toks[i].End < w.toks[i+1].Start || w.closesAfter(i+1)
		m := mark{family: double}
		switch w.toks[i].In(w.src) {
		case `"`, "''", "‘‘", "’’", "‘’", "’‘":
			switch {
			case before && !after:
				m.way, m.sure = opens, true
			case !before && after:
				m.way, m.sure = closes, true
			case open:
				m.way = closes
			default:
				m.way = opens
			}
		case "“", "„", "‟", "``":
			m.way, m.sure = opens, true
			if !before && after && open {
				m.way, m.sure = closes, false // “German style“
			}
		case "”":
			m.way, m.sure = closes, true
			if before && !after && !open {
				m.way, m.sure = opens, false
			}
		case "‘", "‚", "‛":
			m.family, m.way, m.sure = single, opens, true
			if !before && after {
				m.way, m.sure = closes, false
			} else if !before {
				m.family, m.way = notMark, neither
			}
		case "'", "’", "`":
			m.family = single
			switch {
			case before && !after:
				m.way = opens
			case !before && after:
				m.way = closes
			default:
				m.family = notMark
			}
		case "«", "‹":
			m.family, m.way, m.sure = guillemet, opens, true
		case "»", "›":
			m.family, m.way, m.sure = guillemet, closes, true
		case "「", "『", "《":
			m.family, m.way, m.sure = corner, opens, true
		case "」", "』", "》":
			m.family, m.way, m.sure = corner, closes, true
		}
		if m.family == double {
			open = m.way == opens
		}
		w.mark[i] = m
	}
}

// closesAfter reports whether token i is of a kind that follows a closing mark
// without a space.
func (w *work) closesAfter(i int) bool {
	switch w.class[i] {
	case period, query, comma, closer, dash:
		return true
	case ellipsis, otherPunct:
		c := w.src[w.toks[i].Start]
		return c == ';' || c == ':' || c == '/' || c == '*'
	case quoteMark:
		return i+1 == len(w.toks) || w.toks[i].End < w.toks[i+1].Start
	case word: // "the "hawks"'s"
		return w.src[w.toks[i].Start] == '\'' && w.toks[i].Len() > 1
	}
	return false
}
