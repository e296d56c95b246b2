package assess

import (
	"strconv"
	"strings"
)

// The signs on paper and in typing beside the values: don't know, not
// applicable (with the number of the reason where there are several), and left
// open.
const (
	SignUnknown       = "?"
	SignNotApplicable = "n"
	SignOpen          = "-"

	// FieldUnknown stands for "?" in a PDF, where that is no good name.
	FieldUnknown = "dk"
)

// ReadSign turns a sign of a paper, or the value of a field of a fillable PDF,
// into a response; false when it is none of the item's. unsaid is the reason of
// "not applicable" where the item names none.
func ReadSign(it *Item, sign, unsaid string) (Response, bool) {
	sign = strings.ToLower(strings.TrimSpace(sign))
	switch sign {
	case SignOpen:
		return Response{}, true
	case SignUnknown, "d", FieldUnknown:
		return Response{State: DontKnow}, true
	}
	if which, found := strings.CutPrefix(sign, SignNotApplicable); found {
		return notApplicable(it, which, unsaid)
	}
	if len(sign) != 1 || sign[0] < '0' || int(sign[0]-'0') > it.Max() {
		return Response{}, false
	}
	return Response{State: Answered, Value: int(sign[0] - '0')}, true
}

// notApplicable reads the number of a reason. Where there are several, n alone
// does not say which one was meant.
func notApplicable(it *Item, which, unsaid string) (Response, bool) {
	none := Response{}
	switch {
	case !it.NotApplicable:
		return none, false
	case which == "" && len(it.Reasons) > 1:
		return none, false
	case which == "", which == "1" && len(it.Reasons) == 0:
		which = "1"
		if len(it.Reasons) == 0 {
			return Response{State: NotApplicable, Reason: unsaid}, true
		}
	}
	n, err := strconv.Atoi(which)
	if err != nil || n < 1 || n > len(it.Reasons) || len(which) > 2 || which[0] == '0' {
		return none, false
	}
	return Response{State: NotApplicable, Reason: it.Reasons[n-1]}, true
}

// SignOf writes a response as a typist reads it: "2", "?", "n1", "-".
func SignOf(it *Item, r Response) string {
	switch r.State {
	case Answered:
		return strconv.Itoa(r.Value)
	case DontKnow:
		return SignUnknown
	case NotApplicable:
		for i, reason := range it.Reasons {
			if reason == r.Reason && len(it.Reasons) > 1 {
				return SignNotApplicable + strconv.Itoa(i+1)
			}
		}
		return SignNotApplicable
	}
	return SignOpen
}

// Signs lists the signs that may be typed for an item, for a person.
func Signs(it *Item) string {
	out := []string{"0–" + strconv.Itoa(it.Max()), "d", SignUnknown}
	switch {
	case it.NotApplicable && len(it.Reasons) > 1:
		out = append(out, "n1–n"+strconv.Itoa(len(it.Reasons)))
	case it.NotApplicable:
		out = append(out, SignNotApplicable)
	}
	return strings.Join(append(out, SignOpen), " ")
}
