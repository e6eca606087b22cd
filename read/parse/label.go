package parse

import "demarche/model"

// Arcs puts the tree of heads in place (node of the head for every node) and
// makes ready for labelling.
func (s *Sentence) Arcs(head []int32) {
	keep := append(s.stack[:0], head...) // head may be s.head, which Start clears
	s.Start()
	copy(s.head, keep)
	for d := int32(1); d <= int32(s.n); d++ {
		h := s.head[d]
		if d < h {
			// the last left child seen is the innermost
			if s.nl[h] == 0 {
				s.left1[h] = d
			}
			s.left2[h] = d
			s.nl[h] = min(s.nl[h]+1, 7)
		} else {
			if s.nr[h] == 0 {
				s.right1[h] = d
			}
			s.right2[h] = d
			s.nr[h] = min(s.nr[h]+1, 7)
		}
	}
	s.label = zero(s.label, s.n+2)
}

// Top lists the words so that every head stands before what hangs from it,
// and children from left to right.
func (s *Sentence) Top(order []int32) []int32 {
	order = append(order[:0], s.Root())
	for i := 0; i < len(order); i++ {
		h := order[i]
		for d := int32(1); d <= int32(s.n) && (s.nl[h] > 0 || s.nr[h] > 0); d++ {
			if s.head[d] == h {
				order = append(order, d)
			}
		}
	}
	return order[1:]
}

// SetLabel gives the arc of node d its label.
func (s *Sentence) SetLabel(d int32, label int) { s.label[d] = int32(label) + 1 }

// Arc returns the features of the arc of node d for its label, valid until the
// next call. Its head has its label, and so have its siblings to the left.
func (s *Sentence) Arc(d int32) []uint32 {
	h := s.head[d]
	x := s.nodes
	g := int32(0)
	if h != s.Root() {
		g = s.head[h]
	}
	D, H, G := &x[d], &x[h], &x[g]
	dir := uint32(0)
	if d > h {
		dir = 1
	}
	dist := near(d, h)*2 + dir
	// the nearest sibling on the same side further in, and the last to the left
	var sib, sib2 int32
	subj := uint32(0) // the label of the sibling to the left
	for k := d - 1; k > 0; k-- {
		if s.head[k] == h {
			if sib == 0 {
				sib = k
			} else {
				sib2 = k
				break
			}
		}
	}
	next := int32(0)
	for k := d + 1; k <= int32(s.n); k++ {
		if s.head[k] == h {
			next = k
			break
		}
	}
	S, N := &x[sib], &x[next]
	l1, ll, r1, rr := &x[s.left1[d]], &x[s.left2[d]], &x[s.right1[d]], &x[s.right2[d]]
	hl, hr := &x[s.left1[h]], &x[s.right2[h]]
	lab := func(i int32) uint32 { return uint32(s.label[i]) }
	if sib > 0 {
		subj = lab(sib)
	}
	pv, nx := &x[d-1], &x[min(d+1, s.Root())]
	hp, hn := &x[max(h-1, 0)], &x[min(h+1, s.Root())]
	h1, h2, h3 := model.Hash1, model.Hash2, model.Hash3
	hd := h3(901, H.p, D.p, dir)
	hw := h2(902, H.w, dir)
	o := append(s.feats[:0],
		h1(300, dir), h1(301, hd), h2(302, D.w, dir), h2(303, D.p, dir), h2(304, H.w, dir), h2(305, H.p, dir),
		h3(306, H.w, D.w, dir), h3(307, H.w, D.p, dir), h3(308, H.p, D.w, dir), h2(309, hd, dist), h2(310, D.p, dist), h2(311, D.w, dist),
		h3(312, H.f, D.f, dir), h3(313, H.f, D.p, dir), h3(314, H.p, D.f, dir), h3(315, H.c, D.c, dir), h3(316, H.w, D.f, dir), h3(317, H.f, D.w, dir),
		h2(320, D.p, l1.w), h2(321, hd, l1.w), h2(322, hd, l1.p), h2(323, D.w, l1.w), h3(324, H.w, l1.w, D.p), h2(325, hd, ll.w), h2(326, D.p, ll.w),
		h2(327, hd, r1.p), h2(328, hd, rr.p), h2(329, D.p, r1.w), h2(330, hd, rr.w), h3(331, hd, l1.p, r1.p),
		h3(332, H.u, D.u, l1.w), h3(333, H.f, D.u, l1.w), h3(334, H.u, D.f, l1.w),
		h2(340, hd, S.p), h2(341, hd, subj), h3(342, D.p, subj, dir), h3(343, hd, subj, lab(sib2)), h2(344, hd, N.p), h3(345, H.p, S.p, D.p), h3(346, D.p, S.w, dir), h3(347, hw, subj, D.p),
		h2(350, hd, lab(h)), h3(351, hd, lab(h), G.p), h2(352, hd, G.p), h2(353, D.w, lab(h)), h2(354, H.w, lab(h)), h3(355, D.p, G.w, H.p), h2(356, D.p, lab(h)),
		h2(360, hd, hl.w), h2(361, hd, hl.p), h2(362, hd, hr.p), h3(363, D.w, hl.w, H.p), h2(364, hd, hr.w),
		h2(370, hd, pv.p), h2(371, hd, nx.p), h3(372, hd, pv.p, nx.p), h2(373, D.p, pv.w), h2(374, D.p, nx.w), h2(375, D.w, pv.w), h2(376, D.w, nx.w), h2(377, hd, hp.p), h2(378, hd, hn.p), h3(379, D.w, pv.p, nx.p),
		h3(380, hd, uint32(s.nl[d]), uint32(s.nr[d])), h3(381, hd, uint32(s.nl[h]), uint32(s.nr[h])), h2(382, hd, s.between(min(d, h), max(d, h))),
	)
	// every small word that hangs from the word: prepositions, marks, auxiliaries
	n := 0
	for k := max(s.left1[d], 1); k < d && s.nl[d] > 0 && n < 6; k++ {
		if s.head[k] == d {
			o = append(o, h3(390, D.u, x[k].w, H.u), h2(391, hd, x[k].p), h3(392, x[k].w, H.w, D.u))
			n++
		}
	}
	// what the head already has
	n = 0
	for k := d - 1; k > 0 && n < 6; k-- {
		if s.head[k] == h {
			o = append(o, h3(393, D.p, lab(k), H.u), h3(394, D.w, lab(k), dir))
			n++
		}
	}
	s.feats = o
	return o
}
