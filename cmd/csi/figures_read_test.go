package main

import (
	"archive/zip"
	"encoding/csv"
	"encoding/xml"
	"html"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// oneLine joins the lines of a text, and makes every space a plain one.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// htmlText gives what a page says, without its style and its tags.
func htmlText(t *testing.T, path string) string {
	t.Helper()
	text := regexp.MustCompile(`(?s)<style.*?</style>`).ReplaceAllString(string(fileBytes(t, path)), "")
	text = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(text, " ")
	return oneLine(html.UnescapeString(text))
}

// pdfText gives what pdftotext reads, in the order it was drawn (-raw) or as it
// lies on the page (-layout).
func pdfText(t *testing.T, path, order string) string {
	t.Helper()
	return oneLine(looked(t, filepath.Dir(path), "pdftotext", order, "-enc", "UTF-8", path, "-"))
}

// zipped opens one file of an archive.
func zipped(t *testing.T, archive, name string) []byte {
	t.Helper()
	z, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open(name)
	if err != nil {
		t.Fatalf("%s: %v", filepath.Base(archive), err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// docxText gives the text of a Word document: a space after every paragraph.
func docxText(t *testing.T, path string) string {
	t.Helper()
	text := strings.NewReplacer("</w:p>", " ", "<w:tab/>", " ", "<w:br/>", " ").Replace(string(zipped(t, path, "word/document.xml")))
	return oneLine(html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(text, "")))
}

// csvFigures gives every figure of the profile in a table, by its four keys.
func csvFigures(t *testing.T, path string) map[string]string {
	t.Helper()
	text := strings.TrimPrefix(string(fileBytes(t, path)), "\uFEFF")
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, row := range all[1:] {
		part, id, level, figure, value := row[4], row[5], row[6], row[7], row[8]
		if _, err := strconv.ParseFloat(value, 64); err == nil && part != "response" && part != "item" && part != "plan" {
			out[strings.Join([]string{part, id, level, figure}, " ")] = value
		}
	}
	return out
}

// xlsxFigures gives the rows with numbers of the sheet of the profile, its
// first column before them, and the names of stages, barriers and sections.
func xlsxFigures(t *testing.T, path string) (names map[string]string, rows []string) {
	t.Helper()
	var shared struct {
		Texts []struct {
			T    string   `xml:"t"`
			Runs []string `xml:"r>t"`
		} `xml:"si"`
	}
	if err := xml.Unmarshal(zipped(t, path, "xl/sharedStrings.xml"), &shared); err != nil {
		t.Fatal(err)
	}
	var sheet struct {
		Rows []struct {
			Cells []struct {
				Kind  string `xml:"t,attr"`
				Value string `xml:"v"`
			} `xml:"c"`
		} `xml:"sheetData>row"`
	}
	if err := xml.Unmarshal(zipped(t, path, "xl/worksheets/sheet2.xml"), &sheet); err != nil {
		t.Fatal(err)
	}
	names = map[string]string{}
	for _, row := range sheet.Rows {
		var texts, numbers []string
		for _, c := range row.Cells {
			if c.Kind != "s" {
				if c.Value != "" {
					numbers = append(numbers, c.Value)
				}
				continue
			}
			i, err := strconv.Atoi(c.Value)
			if err != nil || i >= len(shared.Texts) {
				t.Fatalf("text %q is not in the workbook", c.Value)
			}
			texts = append(texts, shared.Texts[i].T+strings.Join(shared.Texts[i].Runs, ""))
		}
		if len(texts) > 1 && names[texts[0]] == "" {
			names[texts[0]] = oneLine(texts[1])
		}
		if len(numbers) > 0 {
			rows = append(rows, strings.Join(append([]string{texts[0]}, numbers...), " "))
		}
	}
	return names, rows
}
