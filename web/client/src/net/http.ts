/** HTTP to the own server: JSON in and out, one shape of errors. */

interface Failure {
  code: string;
  text: string;
  status: number;
}

/** A refusal of the server, or no answer at all (`code` is then `net.unreachable`). */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(error: Failure) {
    super(error.text);
    this.code = error.code;
    this.status = error.status;
  }
}

async function exchange(path: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: "same-origin", ...init });
  } catch {
    throw unreachable();
  }
  const body: unknown = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw refusal(response.status, body);
}

/** What the server says against it, also where it said nothing in the known shape. */
export function refusal(status: number, body: unknown): ApiError {
  const { error } = (body ?? {}) as { error?: Failure };
  return new ApiError(error ?? { code: `http.${status}`, text: "", status });
}

/** There was no answer at all. */
export const unreachable = (): ApiError => new ApiError({ code: "net.unreachable", text: "", status: 0 });

/** What shows that one has the secret of a link; it stands in no address. */
const bearer = (secret: string | null): Record<string, string> =>
  secret === null ? {} : { Authorization: `Bearer ${secret}` };

/** Reads a JSON document. */
export const get = (path: string, secret: string | null = null): Promise<unknown> =>
  exchange(path, { headers: { Accept: "application/json", ...bearer(secret) } });

/** Takes something away. */
export const remove = (path: string): Promise<unknown> =>
  exchange(path, { method: "DELETE", headers: { Accept: "application/json", "X-Foyer": "1" } });

/** Sends a JSON document; the header keeps other origins from sending it by a form. */
export const post = (path: string, body: unknown, secret: string | null = null): Promise<unknown> =>
  exchange(path, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      "X-Foyer": "1",
      ...bearer(secret),
    },
    body: JSON.stringify(body),
  });
