export interface Mail {
  to: string;
  /** Optional display name of the receiver. */
  toName?: string;
  replyTo?: string;
  subject: string;
  text: string;
  html: string;
  /** Stable per mail, so that a repeated job cannot be read as a second mail. */
  messageId: string;
  headers?: Record<string, string>;
  attachments?: readonly { filename: string; contentType: string; content: string | Uint8Array }[];
}

export interface Mailer {
  /**
   * Sends an email. The signal stops it, unless the mail server has the whole email already: then it waits for the
   * answer, because a second send would deliver it twice.
   * @throws UpstreamError; `transient` tells a job whether to try again
   */
  send(mail: Mail, options?: { signal?: AbortSignal }): Promise<void>;
}
