package demarche

// Date is a point or interval of time with the words it was read from.
type Date struct {
	EDTF  string `json:"edtf"` // ISO 8601-2: 2022-02-14/2022-02-15, 2022-02-08/.., 2022-02-15~, 2022-02
	Text  string `json:"text,omitempty"`
	Span  *Span  `json:"span,omitempty"`
	Basis Basis  `json:"basis"`
}

// Place is where something happens.
type Place struct {
	Name      string    `json:"name"`
	Country   Maybe     `json:"country"` // ISO 3166-1 alpha-3
	Lat       *float64  `json:"lat,omitempty"`
	Lon       *float64  `json:"lon,omitempty"` // degrees, WGS 84; only for site and city
	Precision Precision `json:"precision"`
	Basis     Basis     `json:"basis"`
}

// Precision says how exactly a place is known.
type Precision string

// The precisions of a place.
const (
	Site        Precision = "site"
	City        Precision = "city"
	Region      Precision = "region"
	CountryWide Precision = "country"
	NoneOfPlace Precision = "none"
)
