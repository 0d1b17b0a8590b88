/**
 * Files of a drop, of those in dropped folders all, in the order the browser gives them. Files from
 * folders carry their path as their name: which folder a file lies in may say what it belongs to, and
 * files that come by entry have no `webkitRelativePath`.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries must be asked for before the first wait: the transfer is emptied after the event.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  if (!entries.some((entry) => entry?.isDirectory)) return visible([...transfer.files]);
  const files = await Promise.all(
    entries.map((entry) => (entry ? filesOf(entry) : Promise.resolve([]))),
  );
  return visible(files.flat());
}

/** Files without those that only a system reads, like `.DS_Store`. */
function visible(files: readonly File[]): File[] {
  return files.filter((file) => !file.name.startsWith('.'));
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) {
    const file = await read<File>((ok, no) => entry.file(ok, no));
    if (file.name.startsWith('.')) return [];
    const { type, lastModified } = file;
    return [new File([file], entry.fullPath.slice(1), { type, lastModified })];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: FileSystemEntry[] = [];
  for (;;) {
    // A directory is read in portions; an empty one says that it ends.
    const portion = await read<FileSystemEntry[]>((ok, no) => reader.readEntries(ok, no));
    if (portion.length === 0) break;
    inside.push(...portion);
  }
  inside.sort((a, b) => compare(a.name, b.name));
  const files: File[] = [];
  for (const member of inside) files.push(...(await filesOf(member)));
  return files;
}

/** Files of a chosen folder in the order of their paths, as those of a dropped one. */
export function chosenFiles(list: FileList | null): File[] {
  const path = (file: File): string => file.webkitRelativePath;
  return visible([...(list ?? [])]).sort((a, b) => compare(path(a), path(b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function read<T>(
  ask: (resolve: (value: T) => void, reject: (error: DOMException) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => ask(resolve, reject));
}

/** Whether something dragged brings files. */
export function hasFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}

/** A pasted table as a file, or the files themselves where files were copied; none for other text. */
export function pastedFiles(transfer: DataTransfer | null): File[] {
  if (!transfer) return [];
  if (transfer.files.length > 0) return [...transfer.files];
  const text = transfer.getData('text/plain');
  // A table has two lines at least; a single one is more likely a slip.
  return text.trim().includes('\n') ? [new File([text], 'pasted table.txt')] : [];
}
