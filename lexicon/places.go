package lexicon

import (
	"fmt"

	"demarche"
)

func (l *Lexicon) takeCity(r row) error {
	if err := r.key("city:"); err != nil {
		return err
	}
	lat, lon, err := r.point(5, 6)
	if err != nil {
		return err
	}
	pop, err := r.number(7)
	if err != nil {
		return err
	}
	e, err := l.add(r, Entry{Key: r.cells[0], Name: r.cells[1], Country: r.cells[3], Lat: lat, Lon: lon, Precision: demarche.City, Population: int(pop)})
	if err != nil {
		return err
	}
	l.putAll(r, e, 2, -1)
	return nil
}

func (l *Lexicon) takeRegion(r row) error {
	if err := r.key("region:", "sea:", "site:"); err != nil {
		return err
	}
	lat, lon, err := r.point(5, 6)
	if err != nil {
		return err
	}
	p := demarche.Precision(r.cells[4])
	if p != demarche.Site && p != demarche.Region && p != demarche.City {
		return r.fault(fmt.Sprintf("%q is no precision of a place", p), "use region, city or site")
	}
	e, err := l.add(r, Entry{Key: r.cells[0], Name: r.cells[1], Country: r.cells[3], Lat: lat, Lon: lon, Precision: p})
	if err != nil {
		return err
	}
	l.putAll(r, e, 2, -1)
	return nil
}

// point reads a latitude and a longitude.
func (r row) point(lat, lon int) (float64, float64, error) {
	y, err := r.number(lat)
	if err != nil {
		return 0, 0, err
	}
	x, err := r.number(lon)
	if err != nil {
		return 0, 0, err
	}
	if y < -90 || y > 90 || x < -180 || x > 180 {
		return 0, 0, r.fault(fmt.Sprintf("%v, %v is no point on earth", y, x), "write latitude, then longitude, in degrees")
	}
	return y, x, nil
}
