package assess

import (
	"strconv"
	"strings"
)

// PlanField is one thing that an entry of the plan says, beside which action
// it is about: what one cell of a plan's table holds. The zero value stands
// for the entry as a whole.
type PlanField uint8

// The fields of an entry, in the order of the file. An amount and its currency
// are one field: neither means anything alone.
const (
	PlanFor PlanField = iota + 1
	PlanStage
	PlanBarrier
	PlanHorizon
	PlanText
	PlanDoneWhen
	PlanOwner
	PlanDue
	PlanEffort
	PlanCost
	PlanDepends
	PlanStatus
	PlanSince
	PlanProof
)

var planFieldNames = []string{"for", "stage", "barrier", "horizon", "text", "done_when", "owner", "due", "effort",
	"cost", "depends", "status", "since", "proof"}

// String gives the key of the field in files, "none" for the zero value.
func (f PlanField) String() string { return name(planFieldNames, int(f), "none") }

// PlanFields lists the fields of an entry in the order of the file.
func PlanFields() []PlanField {
	fields := make([]PlanField, len(planFieldNames))
	for i := range fields {
		fields[i] = PlanField(i + 1)
	}
	return fields
}

// Value writes what an entry says in one field as files have it: "2027-02-01",
// "doing", "1200 EUR"; "" where nothing was said. Two entries say the same in
// a field exactly when their values are equal.
func (e PlanEntry) Value(f PlanField) string {
	switch f {
	case PlanFor:
		return orNothing(e.For != 0, e.For.String())
	case PlanStage:
		return orNothing(e.Stage != 0, e.Stage.String())
	case PlanBarrier:
		return orNothing(e.Barrier != 0, e.Barrier.String())
	case PlanHorizon:
		return orNothing(e.Horizon != 0, e.Horizon.String())
	case PlanText:
		return e.Text
	case PlanDoneWhen:
		return e.DoneWhen
	case PlanOwner:
		return e.Owner
	case PlanDue:
		return e.Due.String()
	case PlanEffort:
		return orNothing(e.Effort != 0, strconv.Itoa(e.Effort))
	case PlanCost:
		return e.Cost.String()
	case PlanDepends:
		return strings.Join(e.Depends, ", ")
	case PlanStatus:
		return orNothing(e.Status != 0, e.Status.String())
	case PlanSince:
		return e.Since.String()
	case PlanProof:
		return e.Proof
	}
	return ""
}

func orNothing(said bool, s string) string {
	if said {
		return s
	}
	return ""
}

// With gives the entry with one field as another entry has it.
func (e PlanEntry) With(f PlanField, from PlanEntry) PlanEntry {
	switch f {
	case PlanFor:
		e.For = from.For
	case PlanStage:
		e.Stage = from.Stage
	case PlanBarrier:
		e.Barrier = from.Barrier
	case PlanHorizon:
		e.Horizon = from.Horizon
	case PlanText:
		e.Text = from.Text
	case PlanDoneWhen:
		e.DoneWhen = from.DoneWhen
	case PlanOwner:
		e.Owner = from.Owner
	case PlanDue:
		e.Due = from.Due
	case PlanEffort:
		e.Effort = from.Effort
	case PlanCost:
		e.Cost = from.Cost
	case PlanDepends:
		e.Depends = from.Depends
	case PlanStatus:
		e.Status = from.Status
	case PlanSince:
		e.Since = from.Since
	case PlanProof:
		e.Proof = from.Proof
	}
	return e
}

// Set gives the entry with one field read from what Value writes; "" takes it
// back. False stands for a value that the field cannot have.
func (e PlanEntry) Set(f PlanField, value string) (PlanEntry, bool) {
	if value == "" {
		return e.With(f, PlanEntry{}), true
	}
	var from PlanEntry
	ok := true
	switch f {
	case PlanFor:
		from.For, ok = ParseAddressee(value)
	case PlanStage:
		from.Stage, ok = ParseStage(value)
	case PlanBarrier:
		from.Barrier, ok = ParseBarrier(value)
	case PlanHorizon:
		from.Horizon, ok = ParseHorizon(value)
	case PlanText:
		from.Text = value
	case PlanDoneWhen:
		from.DoneWhen = value
	case PlanOwner:
		from.Owner = value
	case PlanDue:
		from.Due, ok = parsedDate(value)
	case PlanEffort:
		from.Effort, ok = parsedEffort(value)
	case PlanCost:
		from.Cost, ok = parsedMoney(value)
	case PlanDepends:
		from.Depends = strings.Split(value, ", ")
	case PlanStatus:
		from.Status, ok = ParseStatus(value)
	case PlanSince:
		from.Since, ok = parsedDate(value)
	case PlanProof:
		from.Proof = value
	default:
		ok = false
	}
	if !ok {
		return e, false
	}
	return e.With(f, from), true
}

func parsedDate(s string) (Date, bool) {
	d, err := ParseDate(s)
	return d, err == nil
}

func parsedEffort(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 1 && n <= MaxEffort
}

func parsedMoney(s string) (Money, bool) {
	digits, code, _ := strings.Cut(s, " ")
	n, err := strconv.ParseInt(digits, 10, 64)
	return Money{n, code}, err == nil && n >= 0 && n <= MaxCost && code != ""
}
