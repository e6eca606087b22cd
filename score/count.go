package score

// Count is what precision and recall are made of.
type Count struct{ Gold, Read, Same int }

// Add sums two counts.
func (c Count) Add(d Count) Count {
	return Count{c.Gold + d.Gold, c.Read + d.Read, c.Same + d.Same}
}

// P is precision, R recall, F1 their harmonic mean, all 0 to 1; 0 where there
// is nothing to divide by.
func (c Count) P() float64 { return share(c.Same, c.Read) }

// R is recall.
func (c Count) R() float64 { return share(c.Same, c.Gold) }

// F1 is the harmonic mean of P and R.
func (c Count) F1() float64 {
	p, r := c.P(), c.R()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// Rate is how many of n are right.
type Rate struct{ N, OK int }

// Share is OK of N, 0 when N is 0.
func (r Rate) Share() float64 { return share(r.OK, r.N) }

func (r *Rate) add(ok bool) {
	r.N++
	if ok {
		r.OK++
	}
}

func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
