import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';

export function openWorkbench(
  browser: Browser,
  url: string,
  look?: { readonly width?: number; readonly height?: number; readonly colorScheme?: 'light' | 'dark' },
): Promise<Page>;

export function runCommand(page: Page, title: string): Promise<void>;

export function openFile(page: Page, path: string): Promise<void>;

export function webview(page: Page): FrameLocator;

export function squiggles(page: Page): Locator;

export function languageStatus(page: Page, words: RegExp): Promise<Locator>;

export function goToFinding(page: Page): Promise<void>;

export function pressInEditor(page: Page, key: string): Promise<void>;

export function openLightBulb(page: Page, title: string): Promise<Locator>;

export function pickAction(page: Page, title: string): Promise<void>;

export function pickFromMenu(page: Page, title: string): Promise<void>;

export function refactorPreview(page: Page): Promise<Locator>;

export function answerPreview(page: Page, answer: 'Apply' | 'Discard'): Promise<void>;
