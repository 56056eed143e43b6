/** "DD" for Dr Dia, "SR" for Dr S. Rao, "KL" for Kerry Lim, "R" for Ramona. */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .slice(-2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
