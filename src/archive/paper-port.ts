/** 纸件与文件的存放处（端口）。Keeps encrypted bytes by name; app/ says where. Writing the same name again changes nothing. */
export interface PaperStore {
  put(name: string, sealed: Uint8Array): Promise<void>
  /** Undefined where no such paper is kept. */
  get(name: string): Promise<Uint8Array | undefined>
}
