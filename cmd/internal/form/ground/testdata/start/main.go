// Command start holds bubbletea as csi does, and ends at once.
package main

import (
	"fmt"

	"csi/cmd/internal/form"
)

func main() {
	fmt.Println("started", form.ErrStopped)
}
