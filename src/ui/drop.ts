/** Files of a drop, of those in dropped folders all, in the order the browser gives them. */
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
export function visible(files: readonly File[]): File[] {
  return files.filter((file) => !file.name.startsWith('.'));
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await read((ok, no) => entry.file(ok, no))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: File[] = [];
  for (;;) {
    // A directory is read in portions; an empty one says that it ends.
    const portion = await read<FileSystemEntry[]>((ok, no) => reader.readEntries(ok, no));
    if (portion.length === 0) return files;
    for (const inside of portion) files.push(...(await filesOf(inside)));
  }
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
