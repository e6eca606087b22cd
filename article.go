package demarche

// ArticleID names an article: the id it came with, or one derived from its text.
type ArticleID string

// Article is one text as it was published and captured.
type Article struct {
	ID        ArticleID `json:"id"`
	Title     string    `json:"title"`
	Published Maybe     `json:"published"` // EDTF: 2022-02-08, 2015-10 or not stated
	Source    Maybe     `json:"source"`
	URL       Maybe     `json:"url"`
	Language  string    `json:"language"` // ISO 639-1
	SHA256    string    `json:"sha256"`   // of Text, lower-case hexadecimal
	Text      string    `json:"text"`     // UTF-8, otherwise exactly as it came
}
