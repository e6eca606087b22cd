package fact

import "demarche"

// keyAct reports whether the desk wants the act on its first screen:
// encounters, agreements, force and coercion, and everything in the future;
// what lies far back or is routine is background.
func keyAct(a *act) bool {
	if !a.Status.Fact() {
		return true
	}
	switch a.Type {
	case demarche.Meet, demarche.Visit, demarche.Call, demarche.Agree, demarche.Attack, demarche.Mobilize,
		demarche.Coerce, demarche.Sanction, demarche.Withdraw, demarche.Concede, demarche.Press:
		return true
	case demarche.Decide, demarche.Support:
		return a.Date != nil
	}
	return false
}

// keyForce reports whether statements of this force are wanted first.
func keyForce(f demarche.Force) bool {
	switch f {
	case demarche.Admit, demarche.Deny, demarche.Pledge, demarche.Threaten, demarche.Warn, demarche.Propose, demarche.Demand, demarche.Refuse:
		return true
	}
	return false
}
