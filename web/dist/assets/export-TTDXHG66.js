import{E as t,H as i}from"./chunk-2RGQVXJY.js";function o(){return t(i,{children:"This screen is being built."})}export{o as default};
