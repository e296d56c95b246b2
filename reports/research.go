package reports

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"strconv"

	"csi/assess"
)

// ResearchColumns are the columns of research data: one row for each item of
// each assessment. There is no organisation, place, policy, note or id.
func ResearchColumns() []string {
	return []string{"assessment", "questionnaire", "version", "country", "tier", "group", "year", "item", "state", "value", "evidence"}
}

// ResearchRow is one assessment of research data.
type ResearchRow struct {
	Number        int // running number within the export
	Questionnaire string
	Version       string
	Country, Tier string
	Group         assess.Group
	Year          int
	Items         []string
	Responses     []assess.Response
}

// ResearchWriter writes rows as CSV and as JSON lines at once.
type ResearchWriter struct {
	csv   *csv.Writer
	lines *bufio.Writer
	json  *json.Encoder
	rows  int
}

// NewResearchWriter starts both files.
func NewResearchWriter(table, lines io.Writer) *ResearchWriter {
	w := &ResearchWriter{csv: csv.NewWriter(table), lines: bufio.NewWriter(lines)}
	w.json = json.NewEncoder(w.lines)
	_ = w.csv.Write(ResearchColumns()) // Close gives the error
	return w
}

type researchLine struct {
	Assessment    int    `json:"assessment"`
	Questionnaire string `json:"questionnaire"`
	Version       string `json:"version"`
	Country       string `json:"country"`
	Tier          string `json:"tier"`
	Group         string `json:"group"`
	Year          *int   `json:"year"`
	Item          string `json:"item"`
	State         string `json:"state"`
	Value         *int   `json:"value"`
	Evidence      *int   `json:"evidence"`
}

// Add writes an assessment.
func (w *ResearchWriter) Add(r ResearchRow) error {
	number := func(n int, known bool) (string, *int) {
		if !known {
			return "", nil
		}
		return strconv.Itoa(n), &n
	}
	for i, resp := range r.Responses {
		year, yearJSON := number(r.Year, r.Year != 0)
		value, valueJSON := number(resp.Value, resp.State == assess.Answered)
		evidence, evidenceJSON := number(int(resp.Evidence)-int(assess.NoEvidence), resp.Evidence != 0)
		l := researchLine{r.Number, r.Questionnaire, r.Version, r.Country, r.Tier, string(r.Group), yearJSON, r.Items[i], resp.State.String(), valueJSON, evidenceJSON}
		w.rows++
		if err := w.json.Encode(l); err != nil {
			return err
		}
		if err := w.csv.Write([]string{strconv.Itoa(r.Number), inert(r.Questionnaire), r.Version, inert(r.Country), inert(r.Tier), inert(string(r.Group)), year, r.Items[i], l.State, value, evidence}); err != nil {
			return err
		}
	}
	return nil
}

// Close ends both files and says how many rows each has.
func (w *ResearchWriter) Close() (int, error) {
	w.csv.Flush()
	if err := w.csv.Error(); err != nil {
		return w.rows, err
	}
	return w.rows, w.lines.Flush()
}

// The elements of DDI-Codebook 2.5 that the codebook needs, in the order of
// the schema.
type ddiCodeBook struct {
	XMLName xml.Name  `xml:"ddi:codebook:2_5 codeBook"`
	Version string    `xml:"version,attr"`
	Lang    string    `xml:"xml:lang,attr"`
	Title   string    `xml:"stdyDscr>citation>titlStmt>titl"`
	Unit    string    `xml:"stdyDscr>stdyInfo>sumDscr>anlyUnit"`
	Notes   string    `xml:"stdyDscr>stdyInfo>notes"`
	Files   []ddiFile `xml:"fileDscr"`
	Vars    []ddiVar  `xml:"dataDscr>var"`
}

type ddiFile struct {
	ID    string `xml:"ID,attr"`
	Name  string `xml:"fileTxt>fileName"`
	Cases int    `xml:"fileTxt>dimensns>caseQnty"`
	Vars  int    `xml:"fileTxt>dimensns>varQnty"`
	Type  string `xml:"fileTxt>fileType"`
}

type ddiVar struct {
	ID         string        `xml:"ID,attr"`
	Name       string        `xml:"name,attr"`
	Files      string        `xml:"files,attr"`
	Interval   string        `xml:"intrvl,attr"`
	Label      string        `xml:"labl"`
	Text       string        `xml:"txt,omitempty"`
	Categories []ddiCategory `xml:"catgry"`
	Format     ddiFormat     `xml:"varFormat"`
}

type ddiCategory struct {
	Value string `xml:"catValu"`
	Label string `xml:"labl"`
	Text  string `xml:"txt,omitempty"`
}

type ddiFormat struct {
	Type string `xml:"type,attr"`
}

// WriteDDI writes the codebook of research data as DDI-Codebook 2.5: every
// column, every item with its anchors, every code.
func WriteDDI(w io.Writer, in BenchmarkInput, rows int) error {
	q, say := in.Questionnaire, func(id string) string { return in.Phrases.T("benchmark." + id) }
	book := ddiCodeBook{Version: "2.5", Lang: q.Language, Title: q.Title, Unit: say("ddi.unit"), Notes: say("ddi.notes")}
	for i, name := range []string{"assessments.csv", "assessments.jsonl"} {
		kind := []string{"text/csv", "application/x-ndjson"}[i]
		book.Files = append(book.Files, ddiFile{"F" + strconv.Itoa(i+1), name, rows, len(ResearchColumns()), kind})
	}
	for i, name := range ResearchColumns() {
		v := ddiVar{ID: "V" + strconv.Itoa(i+1), Name: name, Files: "F1 F2", Interval: "discrete", Label: say("ddi.label." + name), Format: ddiFormat{"character"}}
		switch name {
		case "assessment", "year", "value":
			v.Format.Type = "numeric"
		case "tier":
			v.Categories = ddiTerms(in.Framework.Tiers)
		case "group":
			v.Categories = ddiTerms(in.Framework.Groups)
		case "item":
			for _, it := range q.Items() {
				text := ""
				for _, a := range it.Anchors {
					text += "\n" + strconv.Itoa(a.Value) + " = " + a.Label
				}
				v.Categories = append(v.Categories, ddiCategory{it.ID, it.Text, text})
			}
		case "state":
			for _, s := range []assess.State{assess.Answered, assess.DontKnow, assess.NotApplicable, assess.Blank} {
				v.Categories = append(v.Categories, ddiCategory{Value: s.String(), Label: say("ddi.state." + s.String())})
			}
		case "evidence":
			v.Format.Type = "numeric"
			for n := range 4 {
				v.Categories = append(v.Categories, ddiCategory{Value: strconv.Itoa(n), Label: say("ddi.evidence.e" + strconv.Itoa(n))})
			}
		}
		book.Vars = append(book.Vars, v)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(book); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func ddiTerms(terms []assess.Term) []ddiCategory {
	var out []ddiCategory
	for _, t := range terms {
		out = append(out, ddiCategory{Value: t.ID, Label: t.Title})
	}
	return out
}
