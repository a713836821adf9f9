/** 纸件与文件的存放处（端口）。Keeps encrypted bytes by name; app/ says where. Writing the same name again changes nothing. */
export interface PaperStore {
  put(name: string, sealed: Uint8Array): Promise<void>
  /** Undefined where no such paper is kept. */
  get(name: string): Promise<Uint8Array | undefined>
  /** 销毁：the bytes are gone for good; removing what is not there changes nothing. */
  remove(name: string): Promise<void>
}

/** 大件的存放处（端口）：written and read a piece at a time, so that nothing of it is ever held whole. */
export interface PaperSpool {
  create(): Promise<PaperWriter>
  /** Undefined where no such paper is kept. */
  open(name: string): Promise<PaperReader | undefined>
}

/** 正在写的一件。It has no name until it is kept; what is discarded, or broken off, was never there. */
export interface PaperWriter {
  append(sealed: Uint8Array): Promise<void>
  /** On the disk, whole and under its name, when this answers. */
  keep(name: string): Promise<void>
  discard(): Promise<void>
}

export interface PaperReader {
  readonly size: number
  read(start: number, end: number): Promise<Buffer>
  close(): Promise<void>
}
