// The world failed (a file, a database, a setting): one sentence that says what is wrong and what to do next.

export type FailureCode = 'data' | 'setting' | 'database' | 'usage'

/** Thrown when something outside the bot is wrong; its message is shown to the operator as it stands. */
export class Failure extends Error {
  readonly code: FailureCode
  constructor(code: FailureCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'Failure'
    this.code = code
  }
}
