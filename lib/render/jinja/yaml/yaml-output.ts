/** Text with libyaml's memory of where it is: the column, and whether white space or an indent came last. */
export class YamlOutput {
  text = "";
  column = 0;
  endsInSpace = true;
  endsInIndent = true;

  put(text: string): void {
    this.text += text;
    this.column += text.length === 1 ? 1 : Array.from(text).length;
  }

  breakLine(): void {
    this.text += "\n";
    this.column = 0;
  }

  /** A new line at `indent`, unless that is where it is already. */
  indentTo(indent: number): void {
    const target = Math.max(0, indent);
    if (!this.endsInIndent || this.column > target || (this.column === target && !this.endsInSpace)) this.breakLine();
    if (this.column < target) this.put(" ".repeat(target - this.column));
    this.endsInSpace = true;
    this.endsInIndent = true;
  }

  indicator(mark: string, options: { spaceBefore?: boolean; isSpace?: boolean; isIndent?: boolean } = {}): void {
    if (options.spaceBefore === true && !this.endsInSpace) this.put(" ");
    this.put(mark);
    this.endsInSpace = options.isSpace === true;
    this.endsInIndent = this.endsInIndent && options.isIndent === true;
  }
}
