/** 登记的本人：as the record has it, with what an activation or a letter needs. */
export interface RealPerson {
  readonly personId: string
  readonly name: string
  /** 社会保障号码, which persons sign in with. */
  readonly number: string
  /** The district that keeps the person. */
  readonly agency: string
  readonly phone?: string | undefined
}

/** 登记的地址, where letters may go: not one that was changed just now. */
export interface PostalAddress {
  readonly name: string
  readonly address: string
  readonly postalCode?: string | undefined
}

/** 实名的端口。Accounts know nothing of the record; the room that keeps it answers. */
export interface RealNames {
  /** By any number a person is registered under; undefined for nobody. */
  find(number: string): Promise<RealPerson | undefined>
  of(personId: string): Promise<RealPerson | undefined>
  /** The natural person alone, whether insured or not: an operator need not be. */
  personIdOf(number: string): Promise<string | undefined>
  agencyOfEmployer(employerId: string): Promise<string>
  addressOf(personId: string): Promise<PostalAddress | undefined>
  isSameName(one: string, other: string): boolean
}

/** 一封领码的信。The code stands in it and nowhere else. */
export interface CodeLetter {
  readonly letterId: string
  readonly to: PostalAddress
  readonly agency: string
  readonly code: string
  readonly validUntil: string
}

/** 邮寄的端口：prints the letter and lays it into the queue of the post. */
export interface LetterPost {
  post(letter: CodeLetter): Promise<void>
}
