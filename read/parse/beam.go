package parse

// Search keeps the best few configurations instead of one (Zhang and Clark
// 2008). Every tree of n words takes n shifts and n arcs, so configurations
// after the same number of steps compare fairly.

// item is a configuration in the beam with memory of its own.
type item struct {
	config
	ints  []int32 // head, children, stack
	bytes []uint8 // numbers of children
	score int64
}

// move is a way to go on: which item, by which transition.
type move struct {
	score int64
	from  int32
	what  int32
}

// Step records one step of a search for the trainer: for each configuration
// kept, best first, the one it came from and the transition.
type Step struct {
	From, Move []int8
	Best       int64 // score of the best configuration
}

// share lays the slices of the configuration over the memory, for m nodes.
func (it *item) share(m int) {
	it.head, it.left1, it.left2 = it.ints[:m], it.ints[m:2*m], it.ints[2*m:3*m]
	it.right1, it.right2 = it.ints[3*m:4*m], it.ints[4*m:5*m]
	it.nl, it.nr = it.bytes[:m], it.bytes[m:2*m]
}

func (it *item) reset(m int) {
	it.ints, it.bytes = zero(it.ints, 6*m), zero(it.bytes, 2*m)
	it.share(m)
	it.stack = it.ints[5*m : 5*m : 6*m]
	it.buf, it.score = 1, 0
}

func (it *item) copyFrom(o *item, m int) {
	it.ints, it.bytes = fit(it.ints, 6*m), fit(it.bytes, 2*m)
	copy(it.ints[:5*m], o.ints[:5*m])
	copy(it.ints[5*m:], o.stack)
	copy(it.bytes, o.bytes)
	it.share(m)
	it.stack = it.ints[5*m : 5*m+len(o.stack) : 6*m]
	it.buf = o.buf
}

// Search finds the best sequence of transitions with a beam of the given width
// (Zhang and Clark 2008) and leaves the heads in the sentence. sum scores the
// transitions out of features. Search appends its steps to trace unless that
// is nil. Width one is greedy parsing.
func (s *Sentence) Search(width int, sum func([]uint32) [3]int32, trace *[]Step) {
	for len(s.now) < width {
		s.now, s.next = append(s.now, item{}), append(s.next, item{})
	}
	own := s.config
	now, next, m := s.now, s.next, s.n+2
	now[0].reset(m)
	live := 1
	for range 2 * s.n {
		s.moves = s.moves[:0]
		for i := range live {
			s.config = now[i].config
			scores := sum(s.Context())
			for t, v := range scores {
				if s.May(t) {
					s.moves = append(s.moves, move{now[i].score + int64(v), int32(i), int32(t)})
				}
			}
		}
		live = best(s.moves, width)
		for i, x := range s.moves[:live] {
			next[i].copyFrom(&now[x.from], m)
			s.config = next[i].config
			s.Do(int(x.what))
			next[i].config, next[i].score = s.config, x.score
		}
		if trace != nil {
			st := Step{Best: next[0].score}
			for _, x := range s.moves[:live] {
				st.From, st.Move = append(st.From, int8(x.from)), append(st.Move, int8(x.what))
			}
			*trace = append(*trace, st)
		}
		now, next = next, now
	}
	s.config = own
	s.Start()
	copy(s.head, now[0].head)
}

// Heads returns the node of the head of every word, valid until the next
// sentence or search.
func (s *Sentence) Heads() []int32 { return s.head[1 : s.n+1] }

// best moves the width best to the front, best first and equals in their
// order, and returns how many there are.
func best(moves []move, width int) int {
	width = min(width, len(moves))
	for i := range width {
		b := i
		for j := i + 1; j < len(moves); j++ {
			if moves[j].score > moves[b].score {
				b = j
			}
		}
		x := moves[b]
		copy(moves[i+1:b+1], moves[i:b])
		moves[i] = x
	}
	return width
}
