package collection

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Format is the version of the tables that this package writes, and the
// highest it reads.
const Format = 2

// migrations bring a database from one format to the next: the first makes
// an empty one format 1. They are plain SQL that every database here speaks;
// BYTES stands for its type of bytes. A released migration is never changed.
func migrations() []string {
	return []string{`
CREATE TABLE csi_meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE csi_layouts (id BYTES NOT NULL PRIMARY KEY, definition TEXT NOT NULL);
CREATE TABLE csi_segments (
	id BYTES NOT NULL PRIMARY KEY,
	level INTEGER NOT NULL,
	layout BYTES NOT NULL,
	questionnaire TEXT NOT NULL,
	major TEXT NOT NULL,
	country TEXT NOT NULL,
	tier TEXT NOT NULL,
	jurisdiction TEXT NOT NULL,
	policy TEXT NOT NULL,
	respondents TEXT NOT NULL,
	year INTEGER NOT NULL,
	n INTEGER NOT NULL,
	histograms BYTES NOT NULL);
CREATE INDEX csi_segments_country ON csi_segments (level, country);
CREATE INDEX csi_segments_jurisdiction ON csi_segments (level, jurisdiction);
CREATE TABLE csi_assessments (id BYTES NOT NULL PRIMARY KEY, segment BYTES NOT NULL, packed BYTES NOT NULL);
INSERT INTO csi_meta (name, value) VALUES ('format', '0')`,
		// Histograms are most of what a segment takes: apart from the rest, which
		// is read for every question, only those that are asked for are read.
		`
CREATE TABLE csi_histograms (id BYTES NOT NULL PRIMARY KEY, packed BYTES NOT NULL);
INSERT INTO csi_histograms (id, packed) SELECT id, histograms FROM csi_segments;
ALTER TABLE csi_segments DROP COLUMN histograms`}
}

// What can keep a collection from being opened.
var (
	ErrNotFound = errors.New("no such collection")
	ErrOther    = errors.New("the database is no collection")
	ErrNewer    = errors.New("the collection was written by a newer csi")
)

// format reads the format of a database: 0 when it is empty.
func format(ctx context.Context, db database) (int, error) {
	var n int
	err := db.read(ctx, func(s session) error {
		there, err := s.hasTable("csi_meta")
		if err != nil || !there {
			return err
		}
		var text string
		return s.query("SELECT value FROM csi_meta WHERE name = 'format'", nil, []any{&text}, func() error {
			var err error
			if n, err = strconv.Atoi(text); err != nil || n < 1 {
				return ErrOther
			}
			return nil
		})
	})
	if err == nil && n > Format {
		err = ErrNewer
	}
	return n, err
}

// migrate brings a database to Format, in one transaction for each step.
func migrate(ctx context.Context, db database) error {
	n, err := format(ctx, db)
	if err != nil {
		return err
	}
	for ; n < Format; n++ {
		if err := db.migrate(ctx, func(s session) error { return step(s, n) }); err != nil {
			return fmt.Errorf("bring the collection to format %d: %w", n+1, err)
		}
	}
	return nil
}

// step takes one step, unless another client has taken it meanwhile.
func step(s session, from int) error {
	there, err := s.hasTable("csi_meta")
	if err != nil {
		return err
	}
	now := ""
	if there {
		err := s.query("SELECT value FROM csi_meta WHERE name = 'format'", nil, []any{&now}, func() error { return nil })
		if err != nil || now != strconv.Itoa(from) {
			return err
		}
	}
	for _, sql := range strings.Split(migrations()[from], ";\n") {
		if _, err := s.exec(sql); err != nil {
			return err
		}
	}
	_, err = s.exec("UPDATE csi_meta SET value = $1 WHERE name = 'format'", strconv.Itoa(from+1))
	return err
}
