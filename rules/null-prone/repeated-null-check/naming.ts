/** `requirePage` for `page`, `_page` and `#page`. */
export function accessorName(name: string): string {
  const bare = bareName(name);
  return `require${bare.slice(0, 1).toUpperCase()}${bare.slice(1)}`;
}

/** A name without what marks it as private. */
export function bareName(name: string): string {
  return name.replace(/^[#_$]+/, '') || name;
}
