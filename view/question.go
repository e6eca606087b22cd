package view

import (
	"context"

	"demarche"
	"demarche/store"
)

// Question is a question that can be put to a record.
type Question struct {
	Name string
	Of   string // what it has to be told it is about: "actor", "article", "row"; "" for nothing
	Doc  string // in a line
	Put  func(ctx context.Context, r store.Reader, ask Ask) (Answer, error)
	New  func() Answer // an empty answer, to be read from JSON
}

// Questions are all questions, in the order of the screens.
var Questions = []Question{
	{"brief", "", "What changed since a day, and where things stand", put(Brief), blank[BriefAnswer]},
	{"timeline", "", "What happened and is to happen, by day", put(Timeline), blank[TimelineAnswer]},
	{"agenda", "", "What is to come", put(Agenda), blank[AgendaAnswer]},
	{"contacts", "", "Who met whom", put(Contacts), blank[ContactsAnswer]},
	{"commitments", "", "Who pledged, threatened, proposed, demanded or refused what", put(Commitments), blank[CommitmentsAnswer]},
	{"positions", "", "Where each actor stands on each issue", put(Positions), blank[PositionsAnswer]},
	{"figures", "", "Who counts what", put(Figures), blank[FiguresAnswer]},
	{"statements", "", "Who said something in these words", put(Statements), blank[StatementsAnswer]},
	{"tensions", "", "Who contradicts whom", put(Tensions), blank[TensionsAnswer]},
	{"actor", "actor", "What the record has of one actor", put(ActorPage), blank[ActorAnswer]},
	{"article", "article", "An article with its rows beside its sentences", put(Article), blank[ArticleAnswer]},
	{"why", "row", "Why a row is there", put(Why), blank[WhyAnswer]},
	{"search", "", "Where words stand, in articles and in what was said", put(Search), blank[SearchAnswer]},
	{"review", "", "What no person has looked at yet", put(Review), blank[ReviewAnswer]},
	{"articles", "", "The articles of the record", put(Articles), blank[ArticlesAnswer]},
	{"sources", "", "Who publishes them, and how reliable they are", put(Outlets), blank[OutletsAnswer]},
	{"actors", "", "Who is in the record", put(someActors), blank[ActorsAnswer]},
	{"decisions", "", "What persons decided, and whether the chain of it holds", put(Decisions), blank[DecisionsAnswer]},
}

// Find finds a question by its name.
func Find(name string) (Question, error) {
	for _, q := range Questions {
		if q.Name == name {
			return q, nil
		}
	}
	return Question{}, demarche.Errorf(demarche.NotFound, name, "there is no such question")
}

// put makes a question of one with a type of its own.
func put[T Answer](f func(context.Context, store.Reader, Ask) (T, error)) func(context.Context, store.Reader, Ask) (Answer, error) {
	return func(ctx context.Context, r store.Reader, ask Ask) (Answer, error) {
		a, err := f(ctx, r, ask)
		if err != nil {
			return nil, err // and not an answer that holds none
		}
		return a, nil
	}
}

// blank makes an empty answer of a type.
func blank[S any, T interface {
	*S
	Answer
}]() Answer {
	return T(new(S))
}
