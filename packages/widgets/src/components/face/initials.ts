const titles = /^(?:dr|prof|mr|mrs|ms|mx)\.?$/i;

/** "SR" for Dr S. Rao, "DD" for Dr Dia, "KL" for Kerry Lim, "R" for Ramona. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/);
  // A title counts only where the name would have one letter without it.
  const counted = words.length > 2 && titles.test(words[0] ?? '') ? words.slice(1) : words;
  return counted
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
