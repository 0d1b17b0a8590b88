/** A header in lower case without separators and accents, so that `Modèle` and `modele` are one name. */
export function plainName(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
