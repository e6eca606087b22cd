export function listen(): void {}
