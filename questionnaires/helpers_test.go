package questionnaires

import (
	"fmt"
	"path"
)

// read gives a built-in file.
func read(name string) []byte {
	data, err := builtin.ReadFile(path.Join(folder, name))
	if err != nil {
		panic(fmt.Sprintf("embedded %s: %v", name, err))
	}
	return data
}
