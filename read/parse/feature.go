package parse

import "demarche/model"

// near is a distance in words as the features see it.
func near(a, b int32) uint32 {
	d := b - a
	switch {
	case d < 0:
		d = -d
		fallthrough
	case d <= 5:
		return uint32(d)
	case d <= 8:
		return 6
	case d <= 12:
		return 7
	}
	return 8
}

// between tells what stands between two words: verbs and punctuation.
func (s *Sentence) between(a, b int32) uint32 {
	if a == 0 || b <= a+1 {
		return 0
	}
	v, p := s.verbs[b-1]-s.verbs[a], s.puncts[b-1]-s.puncts[a]
	return uint32(min(v, 2)*4 + min(p, 3))
}

// Context returns the features of the configuration, valid until the next
// call. They follow Zhang and Nivre (2011), without arc labels and with word
// clusters (Koo, Carreras and Collins 2008).
func (s *Sentence) Context() []uint32 {
	k := len(s.stack)
	var i0, i1, i2 int32
	if k > 0 {
		i0 = s.stack[k-1]
	}
	if k > 1 {
		i1 = s.stack[k-2]
	}
	if k > 2 {
		i2 = s.stack[k-3]
	}
	j0 := s.buf
	j1, j2, jm := int32(0), int32(0), j0-1
	if j0 < s.Root() {
		j1 = j0 + 1
		if j1 < s.Root() {
			j2 = j1 + 1
		}
	}
	x := s.nodes
	s0, s1, s2, b0, b1, b2, bm := &x[i0], &x[i1], &x[i2], &x[j0], &x[j1], &x[j2], &x[jm]
	s0l, s0r, s0l2, s0r2 := &x[s.left1[i0]], &x[s.right1[i0]], &x[s.left2[i0]], &x[s.right2[i0]]
	s1l, s1r, s1r2 := &x[s.left1[i1]], &x[s.right1[i1]], &x[s.right2[i1]]
	b0l, b0l2 := &x[s.left1[j0]], &x[s.left2[j0]]
	s0n, s1n := &x[0], &x[0] // the words after the tops of the stack
	if i0 > 0 {
		s0n = &x[i0+1]
	}
	if i1 > 0 {
		s1n = &x[i1+1]
	}
	d0, d1 := near(i0, j0), near(i1, i0)
	m0, m1 := s.between(i0, j0), s.between(i1, i0)
	v0 := uint32(s.nl[i0])*8 + uint32(min(s.nr[i0], 7))
	v1 := uint32(s.nl[i1])*8 + uint32(min(s.nr[i1], 7))
	vb := uint32(s.nl[j0])
	if k == 0 {
		d0 = 9
	}
	if k < 2 {
		d1 = 9
	}
	h1, h2, h3 := model.Hash1, model.Hash2, model.Hash3
	pp := func(a, b *node) uint32 { return h2(900, a.p, b.p) }
	s0b0, s1s0 := pp(s0, b0), pp(s1, s0)
	u3 := h3(903, s1.u, s0.u, b0.u)
	o := append(s.feats[:0],
		h1(0, 1),
		// single words
		h1(1, s0.w), h1(2, s0.p), h2(3, s0.w, s0.p), h1(4, s1.w), h1(5, s1.p), h2(6, s1.w, s1.p),
		h1(7, b0.w), h1(8, b0.p), h2(9, b0.w, b0.p), h1(10, b1.w), h1(11, b1.p), h2(12, b1.w, b1.p),
		h1(13, b2.p), h2(14, b2.w, b2.p), h1(15, s2.p), h2(16, s2.w, s2.p), h1(17, s0.f), h1(18, b0.f), h1(19, s1.f),
		// pairs
		h2(20, s0.w, b0.w), h3(21, s0.w, s0.p, b0.p), h3(22, s0.p, b0.w, b0.p), h3(23, s0.w, s0.p, b0.w), h1(24, s0b0),
		h2(25, s1.w, s0.w), h3(26, s1.w, s1.p, s0.p), h3(27, s1.p, s0.w, s0.p), h1(28, s1s0), h2(29, s1.w, s0.p), h2(30, s1.p, s0.w),
		h2(31, s0.w, b0.p), h2(32, s0.p, b0.w), h2(33, b0.p, b1.p), h2(34, b0.w, b1.p), h2(35, b0.p, b1.w),
		h2(36, s1.p, b0.p), h2(37, s1.w, b0.w), h2(38, s1.w, b0.p), h2(39, s1.p, b0.w),
		h2(40, s0.f, b0.f), h2(41, s0.f, b0.p), h2(42, s0.p, b0.f), h2(43, s1.f, s0.f), h2(44, s1.f, s0.p), h2(45, s1.p, s0.f), h2(46, s1.c, b0.c),
		h2(47, s0.c, b0.w), h2(48, s0.w, b0.c), h2(49, s1.w, s0.c), h2(50, s1.c, s0.w),
		// distance and what stands between
		h2(51, s0.w, d0), h2(52, s0.p, d0), h2(53, b0.w, d0), h2(54, b0.p, d0), h2(55, s0b0, d0), h3(56, s0.w, b0.w, d0),
		h2(57, s1s0, d1), h2(58, s1.p, d1), h2(59, s0.p, d1), h3(60, s1.w, s0.w, d1), h2(61, s1.w, d1), h2(62, s0.w, d1),
		h2(63, s0b0, m0), h2(64, s1s0, m1), h3(65, s0.c, b0.c, m0), h3(66, s1.c, s0.c, m1),
		// three words
		h2(70, s0b0, b1.p), h2(71, s1s0, b0.p), h3(72, s1s0, b0.p, b1.p), h2(73, s0b0, s0l.p), h2(74, s0b0, s0r.p), h2(75, s0b0, b0l.p),
		h2(76, s1s0, s1l.p), h2(77, s1s0, s1r.p), h2(78, s1s0, s0l.p), h2(79, s1s0, s0r.p), h2(80, s1s0, s2.p), h3(81, s0.w, b0.p, b1.p),
		h3(82, s0.p, b0.w, b1.p), h3(83, s1.w, s0.p, b0.p), h3(84, s1.p, s0.w, b0.p), h3(85, s1.p, s0.p, b0.w), h3(86, s0b0, b1.p, b2.p),
		h3(87, s2.p, s1.p, s0b0), h3(88, s1.c, s0.c, b0.c), h3(89, s0.c, b0.c, b1.c), h3(90, s1.f, s0.f, b0.p), h3(91, s0.f, b0.f, b1.p),
		// children and how many
		h2(100, s0.w, v0), h2(101, s0.p, v0), h2(102, s1.w, v1), h2(103, s1.p, v1), h2(104, b0.w, vb), h2(105, b0.p, vb),
		h2(106, s0.p, s0l.w), h2(107, s0.p, s0r.w), h2(108, b0.p, b0l.w), h2(109, s1.p, s1r.w), h2(110, s1.p, s1l.w),
		h3(111, s0.w, s0r.p, b0.p), h3(112, s0.w, s0l.p, b0.p), h3(113, s0.p, s0l.p, s0l2.p), h3(114, s0.p, s0r.p, s0r2.p),
		h3(115, s1.p, s1r.p, s1r2.p), h3(116, b0.p, b0l.p, b0l2.p), h3(117, s0b0, v0, vb), h3(118, s1s0, v1, v0),
		h3(119, s1.w, s1r.w, s0.p), h3(120, s1.p, s1r.w, s0.w), h3(121, s1.w, s1r.p, s0.w), h3(122, s0.w, s0r.w, b0.p), h3(123, s1s0, s1r.w, s0.w),
		h3(124, s1s0, s0l.w, b0.p), h3(125, s0.p, s0l.w, b0.p), h3(126, s1.w, s0.w, s0l.w), h3(127, s1.p, s0.p, s0l.w), h3(128, s1.w, s0.p, s0r.p),
		h3(129, s0.p, s0r.w, b0.w), h3(130, s0.w, b0.w, b0l.w), h3(131, s0.p, b0.p, b0l.w),
		// neighbours in the text
		h2(140, bm.p, s0b0), h2(141, s0n.p, s0b0), h2(142, s1n.p, s1s0), h3(143, s0.p, s0n.p, s1s0), h3(144, bm.p, b0.p, b1.p), h2(145, b0.w, b1.w), h3(146, s0.w, s0n.w, b0.p),
		h2(147, uint32(min(k, 6)), s0b0), h3(148, s2.w, s1.p, s0.p), h3(149, s2.p, s1.w, s0.p),
		// parts of speech alone, for what is rare
		h2(150, u3, b1.u), h3(151, u3, s2.u, b1.u), h3(152, u3, s0l.u, s0r.u), h3(153, u3, s1r.u, b1.u), h3(154, u3, m0, m1),
		h3(155, s1.f, s0.f, b0.f), h3(156, s1.w, s0.w, b0.w), h3(157, s1.w, s0.p, b0.w), h3(158, u3, b1.u, b2.u), h3(159, u3, s0l.w, s1r.w),
		h3(160, s0.f, b0.f, s0r.f), h3(161, s1.f, s0.f, s0l.w), h3(162, u3, d0, d1),
	)
	s.feats = o
	return o
}
