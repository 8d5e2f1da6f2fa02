export interface Response {
  readonly status: number;
  readonly body: string;
}
