/** What is looked at, and done, before slides are sent: one PDF that opens, or pictures that are only pictures. */
import { t } from "../../i18n/i18n";
import { read } from "./pdf";

/** Pages of a deck, and pictures of one. */
const PAGES_MOST = 500;
const PICTURES_MOST = 100;
/** Pixels of a picture's longer side: sharp on any projector. */
const SIDE_MOST = 3840;
const PICTURES = ["image/png", "image/jpeg", "image/webp"];

/** Why a choice of files cannot be slides, in words for the person who chose them. */
export class NotSlides extends Error {}

/** Makes the form that is sent; the fields come before the files. */
export async function prepare(files: readonly File[], most: number): Promise<FormData> {
  const [first] = files;
  const isPdf = first !== undefined && files.length === 1 && looksLikePdf(first);
  if (!isPdf && !files.every(({ type }) => PICTURES.includes(type)))
    throw new NotSlides(t("Please choose one PDF, or pictures alone (PNG, JPEG or WebP)."));
  if (first === undefined)
    throw new NotSlides(t("Please choose one PDF, or pictures alone (PNG, JPEG or WebP)."));
  const pages = isPdf ? await pagesOf(first, most) : files.length;
  if (!isPdf && files.length > PICTURES_MOST)
    throw new NotSlides(t("At most {most} pictures are possible.", { most: PICTURES_MOST }));
  const ready = isPdf ? [first] : await Promise.all(ordered(files).map(plain));
  const [front = first] = ready;
  checkSize(
    ready.reduce((sum, { size }) => sum + size, 0),
    most,
  );
  return formOf(front, pages, ready);
}

function formOf(first: File, pages: number, files: readonly File[]): FormData {
  const form = new FormData();
  form.set("title", first.name.replace(/\.[^.]{1,5}$/, "").slice(0, 100) || first.name.slice(0, 100));
  form.set("pages", String(pages));
  form.set("cmd_id", crypto.randomUUID());
  for (const file of files) form.append("file", file, file.name);
  return form;
}

const looksLikePdf = ({ type, name }: File) => type === "application/pdf" || /\.pdf$/i.test(name);

/** By name, numbers as numbers: "2" before "10". */
const ordered = (files: readonly File[]): File[] =>
  [...files].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));

function checkSize(bytes: number, most: number): void {
  if (bytes > most)
    throw new NotSlides(
      t("The file is too large: {most} MB are possible.", { most: Math.floor(most / 1024 / 1024) }),
    );
}

async function pagesOf(file: File, most: number): Promise<number> {
  checkSize(file.size, most);
  const data = new Uint8Array(await file.arrayBuffer());
  const pdf = await read({ data }).catch((error: Error) => {
    throw new NotSlides(
      error.name === "PasswordException"
        ? t("This PDF is protected by a password. Please save it without one and try again.")
        : t("This file cannot be read as a PDF."),
    );
  });
  const pages = pdf.numPages;
  void pdf.loadingTask.destroy();
  if (pages > PAGES_MOST)
    throw new NotSlides(t("This PDF has {pages} pages, {most} are possible.", { pages, most: PAGES_MOST }));
  return pages;
}

/** The picture drawn anew: not larger than needed, and without what cameras write beside it, such as a place. */
async function plain(file: File): Promise<File> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new NotSlides(t("“{name}” cannot be read as a picture.", { name: file.name }));
  });
  const scale = Math.min(1, SIDE_MOST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, file.type, 0.92));
  if (!blob) throw new NotSlides(t("“{name}” cannot be read as a picture.", { name: file.name }));
  return new File([blob], file.name, { type: blob.type });
}
