import{C as t,F as i}from"./chunk-M3R52JNC.js";function o(){return t(i,{children:"This screen is being built."})}export{o as default};
